import type { RequirementId } from '@frontchannel/conformance'
import { findClient } from '../provider.ts'
import type { Provider } from '../provider.ts'
import { isRegistered } from '../tenant/registered-address.ts'
import type { Parameters } from '../parameters.ts'
import type { JsonObject } from '../tokens/draft.ts'

/** A logout request as it came; `hint` is what its id_token_hint says, if the provider signed it. */
export interface LogoutRequest {
  readonly parameters: Parameters
  readonly hint: JsonObject | undefined
  readonly clientId: string | undefined
  /** Whose session is meant; not proof of anything unless it is the `sid`. */
  readonly logoutHint: string | undefined
}

interface LogoutCheck {
  readonly id: `logout-request.${string}`
  readonly requirements: readonly [RequirementId, ...RequirementId[]]
  /** The reason to refuse; undefined: passed. */
  readonly refuses: (request: LogoutRequest, provider: Provider) => string | undefined
}

/** What an RP-initiated logout request must pass, in this order. A refusal redirects nowhere. */
export const logoutChecks: readonly LogoutCheck[] = [
  {
    id: 'logout-request.once',
    requirements: ['RFC6749-3.1'],
    refuses: ({ parameters: { repeated } }) =>
      repeated.length > 0 ? `sent more than once: ${repeated.join(', ')}` : undefined,
  },
  {
    id: 'logout-request.id_token_hint',
    requirements: ['OIDCRIL-2'],
    refuses: ({ parameters, hint }) =>
      parameters.one('id_token_hint') !== undefined && !hint
        ? 'id_token_hint is not an ID Token of this provider'
        : undefined,
  },
  {
    id: 'logout-request.client_id',
    requirements: ['OIDCRIL-2'],
    refuses: ({ hint, clientId }) =>
      hint && hint['aud'] !== clientId ? 'id_token_hint was issued to another client' : undefined,
  },
  {
    id: 'logout-request.post_logout_redirect_uri',
    requirements: ['OIDCRIL-3'],
    refuses: ({ parameters, clientId }, provider) => {
      const address = parameters.one('post_logout_redirect_uri')
      const client = findClient(provider, clientId)
      return address === undefined || (client && isRegistered(client, client.logoutUrls, address))
        ? undefined
        : 'post_logout_redirect_uri is not among the allowed logout URLs of the client'
    },
  },
]
