const grants = 'http://auth0.com/oauth/grant-type'

/** What somebody typed into this app's own form. */
export type Credentials =
  | { readonly kind: 'password'; readonly email: string; readonly password: string }
  | { readonly kind: 'code'; readonly email: string; readonly code: string }

interface Provider {
  readonly issuer: string
  readonly clientId: string
}

/** The provider refused; the message is one for the end-user. */
export class EmbeddedLoginError extends Error {}

/** Has a code sent to an address. */
export async function sendCode({ issuer, clientId }: Provider, email: string): Promise<void> {
  const body = { client_id: clientId, connection: 'email', email, send: 'code' }
  await post(issuer, 'passwordless/start', body)
}

/**
 * Hands credentials to the provider, which gives a ticket for the authorization request that has
 * to follow. The ticket is bound to a cookie of the provider's: where the browser keeps that back
 * because provider and app are different sites, no embedded login works.
 */
export async function authenticate(
  { issuer, clientId }: Provider,
  credentials: Credentials,
): Promise<string> {
  const proof =
    credentials.kind === 'password'
      ? {
          credential_type: `${grants}/password-realm`,
          realm: 'Username-Password-Authentication',
          password: credentials.password,
        }
      : { credential_type: `${grants}/passwordless/otp`, realm: 'email', otp: credentials.code }
  const answer = await post(issuer, 'co/authenticate', {
    client_id: clientId,
    username: credentials.email,
    ...proof,
  })
  const ticket = answer['login_ticket']
  if (typeof ticket !== 'string') throw new EmbeddedLoginError('The answer holds no ticket.')
  return ticket
}

async function post(issuer: string, path: string, body: object): Promise<Record<string, unknown>> {
  const url = `${issuer.replace(/\/$/, '')}/${path}`
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    credentials: 'include',
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(10_000),
  }).catch(() => {
    throw new EmbeddedLoginError('The identity provider cannot be reached from this page.')
  })
  const answer = (await response.json().catch(() => ({}))) as Record<string, unknown>
  if (response.ok) return answer
  const reason = answer['error_description'] ?? answer['error']
  throw new EmbeddedLoginError(typeof reason === 'string' ? reason : 'The login was refused.')
}
