import { compactVerify, createLocalJWKSet, decodeJwt } from 'jose'
import type { Provider } from '../provider.ts'
import type { JsonObject } from './draft.ts'

/**
 * Reads a token that was sent back to the provider as a hint: the signature must be the
 * provider's own, and `iss` too.
 *
 * Does not validate `exp`, `aud` or the kind of token: a hint may be old (OIDC Core §3.1.2.1).
 */
export async function readOwnToken(
  provider: Provider,
  token: string,
): Promise<JsonObject | undefined> {
  try {
    const keys = await provider.keys.publicKeys()
    await compactVerify(token, createLocalJWKSet({ keys: [...keys] }))
    const claims: JsonObject = decodeJwt(token)
    return claims['iss'] === provider.issuer ? claims : undefined
  } catch {
    return undefined // malformed, unsigned, or signed by somebody else: no hint
  }
}
