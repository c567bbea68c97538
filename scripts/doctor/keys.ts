import { createPublicKey, type JsonWebKey } from 'node:crypto'
import { ask, bad, good, textOr, type Finding, type Metadata } from './examination.ts'

const smallestModulusBits = 2048 // RFC 7518 §3.3

type Key = JsonWebKey & { readonly use?: unknown; readonly alg?: unknown; readonly kid?: unknown }

/** Whether the published keys can verify an RS256 signature. */
export async function examineKeys(metadata: Metadata): Promise<Finding> {
  const title = 'keys'
  const url = textOr(metadata.jwks_uri, '')
  if (!URL.canParse(url))
    return bad(
      title,
      'the metadata has no jwks_uri',
      'Ask the provider: nobody can verify its tokens.',
    )
  const response = await ask(url)
  if (response instanceof Error)
    return bad(title, `${url}: ${response.message}`, 'The API must reach this URL too.')
  const body = (await response.json().catch(() => undefined)) as { keys?: unknown } | undefined
  if (response.status !== 200 || !Array.isArray(body?.keys)) {
    return bad(
      title,
      `${url} answers ${response.status}, not a JWK Set`,
      'The API must get a JWK Set there.',
    )
  }
  const keys = body.keys as Key[]
  if (keys.some(({ d, k }) => d !== undefined || k !== undefined)) {
    return bad(
      title,
      `${url} publishes a private or secret key`,
      'Whoever reads it can sign tokens: replace that key at once.',
    )
  }
  const usable = keys.filter(isUsable)
  if (usable.length === 0) {
    return bad(
      title,
      `none of ${keys.length} keys can verify RS256`,
      'The provider must publish an RSA signing key of 2048 bits or more.',
    )
  }
  return good(title, `${usable.length} of ${keys.length} can verify RS256`)
}

function isUsable({ use, alg, ...key }: Key): boolean {
  if (key.kty !== 'RSA' || (use ?? 'sig') !== 'sig' || (alg ?? 'RS256') !== 'RS256') return false
  try {
    const { asymmetricKeyDetails } = createPublicKey({ key, format: 'jwk' })
    return (asymmetricKeyDetails?.modulusLength ?? 0) >= smallestModulusBits
  } catch {
    return false
  }
}
