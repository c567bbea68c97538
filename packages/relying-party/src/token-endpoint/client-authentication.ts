import type { ProviderEnvironment } from '../environment.ts'

/** What a client adds to a token request to say who it is. */
export interface ClientCredentials {
  readonly headers?: Readonly<Record<string, string>>
  readonly parameters?: Readonly<Record<string, string>>
}

export interface Audience {
  readonly clientId: string
  readonly issuer: string
}

/** One way for a client to authenticate at the token endpoint, with its secret inside. */
export type ClientAuthentication = (
  client: Audience,
  env: Pick<ProviderEnvironment, 'now'>,
) => ClientCredentials | Promise<ClientCredentials>

/** A public client says who it is, and proves nothing: PKCE binds the code to it. */
export const publicClient: ClientAuthentication = ({ clientId }) => ({
  parameters: { client_id: clientId },
})

/** @see {@link https://www.rfc-editor.org/rfc/rfc6749#section-2.3.1 RFC 6749 §2.3.1} */
export function clientSecretBasic(clientSecret: string): ClientAuthentication {
  return ({ clientId }) => {
    const pair = `${formEncode(clientId)}:${formEncode(clientSecret)}`
    return { headers: { authorization: `Basic ${btoa(pair)}` } }
  }
}

/** @see {@link https://www.rfc-editor.org/rfc/rfc6749#section-2.3.1 RFC 6749 §2.3.1} */
export function clientSecretPost(clientSecret: string): ClientAuthentication {
  return ({ clientId }) => ({
    parameters: { client_id: clientId, client_secret: clientSecret },
  })
}

// the form encoding of RFC 6749 appendix B, which leaves ASCII alone for `btoa`
const formEncode = (text: string): string => new URLSearchParams([['', text]]).toString().slice(1)
