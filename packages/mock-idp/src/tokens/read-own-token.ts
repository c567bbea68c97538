import { compactVerify, createLocalJWKSet, decodeJwt, decodeProtectedHeader } from 'jose'
import { findClient } from '../provider.ts'
import type { Provider } from '../provider.ts'
import type { JsonObject } from './draft.ts'

/**
 * Reads a token that was sent back to the provider as a hint: the signature must be the
 * provider's own, and `iss` too. A key that is no longer published counts: a client whose ID Token
 * is older than the last rotation must still be able to log out.
 *
 * Does not validate `exp`, `aud` or the kind of token: a hint may be old (OIDC Core §3.1.2.1).
 */
export async function readOwnToken(
  provider: Provider,
  token: string,
): Promise<JsonObject | undefined> {
  try {
    const claims: JsonObject = decodeJwt(token)
    await verifyOwn(provider, token, claims['aud'])
    return claims['iss'] === provider.issuer ? claims : undefined
  } catch {
    return undefined // malformed, unsigned, or signed by somebody else: no hint
  }
}

async function verifyOwn(provider: Provider, token: string, audience: unknown): Promise<void> {
  if (decodeProtectedHeader(token).alg !== 'HS256') {
    const keys = [...(await provider.keys.ownKeys())]
    await compactVerify(token, createLocalJWKSet({ keys }))
    return
  }
  // only of a client that is registered for it, or its secret could forge what a key should sign
  const client = findClient(provider, typeof audience === 'string' ? audience : undefined)
  if (client?.idTokenSigningAlg !== 'HS256') throw new TypeError('not signed by this provider')
  await compactVerify(token, new TextEncoder().encode(client.clientSecret))
}
