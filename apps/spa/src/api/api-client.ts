import type { Trace } from '@frontchannel/conformance'
import { createApiClient, type ApiClient } from '@frontchannel/contract/client'
import { backEndPath } from '@frontchannel/contract/session'
import { backEndFetch } from './back-end-fetch.ts'
import { NoAccessToken } from './no-access-token.ts'
import { renewingFetch, type TokenSource } from './renewing-fetch.ts'
import { tracedFetch } from './traced-fetch.ts'

export interface ApiSurroundings {
  readonly apiUrl: string
  readonly fetch: typeof fetch
  readonly getAccessToken: TokenSource
  readonly trace: Trace
}

/** The contract's client by way of the app's own back-end, which holds the Access Token. */
export function createBackEndApi(send: typeof fetch, onAnswer: () => void): ApiClient {
  return createApiClient({
    baseUrl: location.origin + backEndPath,
    fetch: backEndFetch(send, onAnswer),
    // the cookie authorizes, and no script has it
    authorize: async () => ({}),
  })
}

/** The contract's client with this session's Access Token: renewed once where the API refuses it. */
export function createSessionApi({ apiUrl, getAccessToken, ...rest }: ApiSurroundings): ApiClient {
  return createApiClient({
    baseUrl: apiUrl,
    fetch: renewingFetch(tracedFetch(rest.fetch, rest.trace), getAccessToken),
    async authorize() {
      const token = await getAccessToken()
      if (token === undefined) throw new NoAccessToken('there is no Access Token for the API')
      return { authorization: `Bearer ${token}` }
    },
  })
}
