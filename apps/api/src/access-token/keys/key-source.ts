import jwksRsa from 'jwks-rsa'
import { fetchDocument, type Fetch } from './fetch-document.ts'
import { discoverJwksUri } from './provider-metadata.ts'

/** Fetches the members of the issuer's JWK Set, in whatever shape they come. */
export type KeySource = (signal: AbortSignal) => Promise<unknown>

/**
 * The issuer's published keys, through jwks-rsa's client without its cache and limiter: the cache
 * forgets good keys while the issuer is down, the limiter makes valid requests wait for bad ones.
 *
 * @param jwksUri where the keys are; without it, where the issuer's metadata say
 */
export function keysOfIssuer(issuer: string, jwksUri: string | undefined, fetch: Fetch): KeySource {
  let discovered: string | undefined
  return async (signal) => {
    const uri = jwksUri ?? discovered ?? (await discoverJwksUri(issuer, fetch, signal))
    const client = new jwksRsa.JwksClient({
      jwksUri: uri,
      cache: false,
      rateLimit: false,
      fetcher: async (url) => (await fetchDocument(url, fetch, signal)) as { keys: unknown },
    })
    discovered = undefined // unless the keys are there: the issuer may have moved them
    const keys = await client.getKeys()
    discovered = uri
    return keys
  }
}
