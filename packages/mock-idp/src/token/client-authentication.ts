import { compactVerify, createLocalJWKSet, decodeJwt } from 'jose'
import type { JSONWebKeySet } from 'jose'
import { equalSecrets } from '../equal-secrets.ts'
import { OAuthError } from '../refusals.ts'
import type { Parameters } from '../parameters.ts'
import { endpointUrl, findClient, seconds } from '../provider.ts'
import type { Provider } from '../provider.ts'
import type { ClientAuthenticationMethod } from '../tenant/application-types.ts'
import type { Client } from '../tenant/client.ts'

interface Credentials {
  readonly method: ClientAuthenticationMethod
  readonly clientId: string
  /** The secret or the assertion. */
  readonly proof: string
  /** The secret as it was sent, for clients that forget to encode it. */
  readonly rawProofs?: readonly string[]
}

type Verify = (provider: Provider, client: Client, proof: string) => Promise<boolean>

/** How each method proves who the client is. */
const verifiers: Readonly<Record<ClientAuthenticationMethod, Verify>> = {
  none: async () => true,
  client_secret_basic: verifySecret,
  client_secret_post: verifySecret,
  private_key_jwt: verifyAssertion,
}

const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'

/**
 * Finds out which client sends a request to the token or revocation endpoint.
 *
 * @throws {OAuthError} invalid_client, in the same words whatever was wrong; invalid_request if
 *   the client used several methods at once
 * @see RFC 6749 §2.3 https://www.rfc-editor.org/rfc/rfc6749#section-2.3
 */
export async function authenticateClient(
  provider: Provider,
  request: Request,
  parameters: Parameters,
): Promise<Client> {
  const authorization = request.headers.get('authorization')
  const given = [...fromHeader(authorization), ...fromBody(parameters)]
  const [credentials = anonymous(parameters), ...others] = given
  if (others.length > 0) {
    throw new OAuthError(
      'request.client.one-method',
      'use one method of client authentication, not several',
    )
  }
  const named = parameters.one('client_id')
  if (named !== undefined && named !== credentials.clientId) {
    throw new OAuthError('request.client.same', 'client_id is not the client that authenticates')
  }
  const client = findClient(provider, credentials.clientId)
  const allowed = client?.authenticationMethods.includes(credentials.method)
  const proven = client && (await isProven(provider, client, credentials))
  if (!client || !allowed || !proven) throw invalidClient(authorization !== null)
  return client
}

async function isProven(
  provider: Provider,
  client: Client,
  { method, proof, rawProofs = [] }: Credentials,
): Promise<boolean> {
  for (const candidate of [proof, ...rawProofs]) {
    if (await verifiers[method](provider, client, candidate)) return true
  }
  return false
}

const invalidClient = (usedHeader: boolean): OAuthError =>
  new OAuthError('request.client', 'client authentication failed', {
    ...(usedHeader && { 'WWW-Authenticate': 'Basic realm="token endpoint"' }),
  })

function fromHeader(authorization: string | null): Credentials[] {
  if (authorization === null) return []
  const encoded = /^basic ([A-Za-z0-9+/]+=*)$/i.exec(authorization)?.[1]
  if (encoded === undefined) throw invalidClient(true)
  const bytes = atob(encoded)
  const colon = bytes.indexOf(':')
  if (colon < 0) throw invalidClient(true)
  // RFC 6749 §2.3.1: both halves are form-encoded before they are joined
  const [clientId, secret] = [bytes.slice(0, colon), bytes.slice(colon + 1)]
  const utf8 = new TextDecoder().decode(Uint8Array.from(secret, (byte) => byte.charCodeAt(0)))
  return [
    {
      method: 'client_secret_basic',
      clientId: formDecode(clientId),
      proof: formDecode(secret),
      rawProofs: [secret, utf8],
    },
  ]
}

function formDecode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return text // not encoded at all
  }
}

function fromBody(parameters: Parameters): Credentials[] {
  const given: Credentials[] = []
  const secret = parameters.one('client_secret')
  if (secret !== undefined) {
    given.push({ ...anonymous(parameters), method: 'client_secret_post', proof: secret })
  }
  const assertion = parameters.one('client_assertion')
  if (assertion !== undefined) {
    if (parameters.one('client_assertion_type') !== assertionType) throw invalidClient(false)
    given.push({ method: 'private_key_jwt', clientId: subjectOf(assertion), proof: assertion })
  }
  return given
}

const anonymous = (parameters: Parameters): Credentials => ({
  method: 'none',
  clientId: parameters.one('client_id') ?? '',
  proof: '',
})

function subjectOf(assertion: string): string {
  try {
    return decodeJwt(assertion).sub ?? ''
  } catch {
    return ''
  }
}

async function verifySecret(_: Provider, client: Client, proof: string): Promise<boolean> {
  return client.clientSecret !== undefined && equalSecrets(proof, client.clientSecret)
}

/** What clients may sign assertions with. Discovery says the same. */
export const assertionAlgorithms = ['RS256', 'PS256', 'ES256', 'EdDSA'] as const

/** The longest an assertion may live, in seconds: each is remembered that long. */
const longestAssertion = 600

/** RFC 7523 §3: issued by the client about itself, for this provider, not expired, used once. */
async function verifyAssertion(
  provider: Provider,
  client: Client,
  assertion: string,
): Promise<boolean> {
  if (!client.jwks) return false
  try {
    await compactVerify(assertion, createLocalJWKSet(client.jwks as unknown as JSONWebKeySet), {
      algorithms: [...assertionAlgorithms],
    })
  } catch {
    return false
  }
  const { iss, sub, aud = [], exp = 0, nbf = 0, jti } = decodeJwt(assertion)
  const now = seconds(provider)
  const audiences = [provider.issuer, endpointUrl(provider, 'oauth/token')]
  const good =
    iss === client.clientId &&
    sub === client.clientId &&
    [aud].flat().some((value) => audiences.includes(value)) &&
    exp > now &&
    exp <= now + longestAssertion &&
    nbf <= now &&
    jti !== undefined
  if (!good || provider.usedAssertions.get(`${sub} ${jti}`)) return false
  provider.usedAssertions.set(`${sub} ${jti}`, true, longestAssertion)
  return true
}
