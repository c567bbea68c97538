import {
  completeLogin,
  createProviderCache,
  flowById,
  startLogin,
  storedTransactions,
  type ClientSettings,
  type Environment,
  type Login,
} from '@frontchannel/relying-party'
import { createTestBrowser } from '../../../packages/mock-idp/src/testing/browser.ts'
import { spaOrigin, type HandOff, type TestBrowser } from './browser.ts'
import type { TestClock } from './clock.ts'
import { audience, employee } from './mock-idp.ts'
import { clientId } from './provider.ts'

export const scope = 'openid profile email read:timesheets create:timesheets offline_access'

/** What the SPA got through the front channel, and what it hands over of it. */
export interface FrontChannel {
  readonly login: Login
  readonly handOff: HandOff
}

/** What the SPA runs with. */
export function spaAt(
  issuer: string,
  flow: string,
  clock: TestClock,
): { settings: ClientSettings; environment: Environment } {
  const settings: ClientSettings = {
    issuer,
    clientId,
    redirectUri: `${spaOrigin}/callback`,
    scope,
    audience,
    resourceParameter: 'audience',
    flow: flowById(flow),
  }
  const entries = new Map<string, string>()
  const storage = {
    get length() {
      return entries.size
    },
    key: (index: number) => [...entries.keys()][index] ?? null,
    getItem: (key: string) => entries.get(key) ?? null,
    setItem: (key: string, value: string) => void entries.set(key, value),
    removeItem: (key: string) => void entries.delete(key),
  }
  const environment: Environment = {
    fetch,
    now: clock.now,
    transactions: storedTransactions(storage, clock.now),
    cache: createProviderCache(),
  }
  return { settings, environment }
}

/**
 * The SPA's half of a login, with the code that the SPA runs.
 *
 * @param amend what an attacker changes of the request on its way
 */
export async function logInAtProvider(
  issuer: string,
  flow: string,
  browser: TestBrowser,
  clock: TestClock,
  extra: Readonly<Record<string, string>> = {},
  amend: (request: URLSearchParams) => void = () => undefined,
): Promise<FrontChannel> {
  const { settings, environment } = spaAt(issuer, flow, clock)
  const { url, transaction } = await startLogin(
    settings,
    { returnTo: '/timesheets', extra },
    environment,
  )
  const { state, nonce, codeVerifier = '', redirectUri } = transaction
  const bound = { state, nonce, codeVerifier, issuer, flow, redirectUri }
  await browser.bind(bound)
  const request = new URL(url)
  amend(request.searchParams)
  const { url: response } = await createTestBrowser(fetch).logIn(request.href, employee)
  const login = await completeLogin(settings, { url: response.href }, environment)
  const { handOver, sub } = login
  const handOff = {
    ...bound,
    code: handOver?.code ?? '',
    ...(sub !== undefined && { idTokenSubject: sub }),
  }
  return { login, handOff }
}
