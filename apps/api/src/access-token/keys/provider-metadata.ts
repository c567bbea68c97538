import { DocumentUnavailable, fetchDocument, type Fetch } from './fetch-document.ts'

/** The issuer's address serves the metadata of somebody else: a mistake that waiting won't mend. */
export class IssuerMismatch extends Error {}

/**
 * Finds out where an issuer publishes its keys. The issuer in the metadata must be the configured
 * one, character by character: keys of one issuer must not vouch for another (RFC 8414 §3.3).
 *
 * @throws {IssuerMismatch}
 * @throws {DocumentUnavailable}
 */
export async function discoverJwksUri(
  issuer: string,
  fetch: Fetch,
  signal: AbortSignal,
): Promise<string> {
  const url = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`
  const metadata = (await fetchDocument(url, fetch, signal)) as Record<string, unknown> | null
  const { issuer: named, jwks_uri: jwksUri } = metadata ?? {}
  if (named !== issuer) {
    throw new IssuerMismatch(
      `${url} names the issuer ${JSON.stringify(named)}; OIDC_ISSUER is ${JSON.stringify(issuer)}`,
    )
  }
  if (typeof jwksUri !== 'string' || !isAsSafeAs(jwksUri, issuer)) {
    throw new DocumentUnavailable(`${url}: no usable jwks_uri`)
  }
  return jwksUri
}

/** Keys fetched in the clear could be anybody's; an issuer on http is a loopback one. */
function isAsSafeAs(jwksUri: string, issuer: string): boolean {
  if (!URL.canParse(jwksUri)) return false
  const { protocol, hostname } = new URL(jwksUri)
  const trusted = new URL(issuer)
  return (
    protocol === 'https:' ||
    (protocol === 'http:' && trusted.protocol === 'http:' && hostname === trusted.hostname)
  )
}
