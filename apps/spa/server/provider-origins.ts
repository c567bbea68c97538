import type { Origins } from './headers.ts'

const endpoints = ['jwks_uri', 'token_endpoint', 'userinfo_endpoint', 'authorization_endpoint']
const retryAfter = 5_000
const patience = 1_500

/**
 * The origins that a provider's endpoints live on: some spread them over several hosts, and a
 * policy that named the issuer alone would break their logins. Learnt from the metadata of the
 * configured issuer only; until it answers, the issuer's own origin is what is known.
 */
export function providerOrigins(
  issuer: string,
  now: () => number = Date.now,
): () => Promise<Origins> {
  const own = new URL(issuer).origin
  let known: Origins = { connect: [own], frame: [own] }
  let learnt = false
  let asking: Promise<void> | undefined
  let askedAt = -Infinity

  const ask = async (): Promise<void> => {
    askedAt = now()
    const metadata = await fetchMetadata(issuer)
    if (metadata?.['issuer'] !== issuer) return
    const origins = endpoints.flatMap((name) => originOf(metadata[name]))
    known = {
      connect: [own, ...origins],
      frame: [own, ...originOf(metadata['authorization_endpoint'])],
    }
    learnt = true
  }

  return async () => {
    if (!learnt && !asking && now() - askedAt > retryAfter) {
      asking = ask().finally(() => (asking = undefined))
    }
    await asking
    return known
  }
}

async function fetchMetadata(issuer: string): Promise<Record<string, unknown> | undefined> {
  try {
    const url = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`
    const response = await fetch(url, { signal: AbortSignal.timeout(patience), redirect: 'error' })
    const metadata: unknown = await response.json()
    return typeof metadata === 'object' && metadata !== null ? { ...metadata } : undefined
  } catch {
    return undefined // the app says so itself when somebody wants to log in
  }
}

function originOf(endpoint: unknown): string[] {
  if (typeof endpoint !== 'string' || !URL.canParse(endpoint)) return []
  const { protocol, origin } = new URL(endpoint)
  // a source in a policy is text: nothing but a plain origin may get there
  return /^https?:$/.test(protocol) ? [origin] : []
}
