import { ask, bad, good, textOr, type Finding, type Metadata, type Subject } from './examination.ts'

/** Whether pages of the SPA's origin may read what the SPA reads: Fetch Standard, CORS protocol. */
export async function examineCors(
  subject: Subject,
  metadata: Metadata,
  discoveryUrl: string,
): Promise<Finding[]> {
  const origin = new URL(subject.spaUrl).origin
  const findings = [
    await examineGet('CORS, discovery', discoveryUrl, origin),
    await examineGet('CORS, keys', textOr(metadata.jwks_uri, ''), origin),
    await examinePreflight('CORS, userinfo', textOr(metadata.userinfo_endpoint, ''), origin),
  ]
  if (subject.flow.redeemedBy !== 'browser') return findings
  const endpoint = textOr(metadata.token_endpoint, '')
  return [
    ...findings,
    await examineGet('CORS, token endpoint', endpoint, origin, { method: 'POST' }),
  ]
}

const advice = (origin: string) =>
  `Add ${origin} to the client's allowed web origins (CORS) at the provider.`

const absent = (title: string) => good(title, 'the provider has no such endpoint')

async function examineGet(
  title: string,
  url: string,
  origin: string,
  init: RequestInit = {},
): Promise<Finding> {
  if (!URL.canParse(url)) return absent(title)
  const response = await ask(url, { ...init, headers: { Origin: origin } })
  if (response instanceof Error)
    return bad(title, `${url}: ${response.message}`, 'Browsers must reach it.')
  return examineOrigin(title, response, origin)
}

/** An Authorization header is sent only after a preflight that names it: a wildcard does not cover it. */
async function examinePreflight(title: string, url: string, origin: string): Promise<Finding> {
  if (!URL.canParse(url)) return absent(title)
  const response = await ask(url, {
    method: 'OPTIONS',
    headers: {
      Origin: origin,
      'Access-Control-Request-Method': 'GET',
      'Access-Control-Request-Headers': 'authorization',
    },
  })
  if (response instanceof Error)
    return bad(title, `${url}: ${response.message}`, 'Browsers must reach it.')
  if (!response.ok)
    return bad(title, `the preflight is answered ${response.status}`, advice(origin))
  const allowed = (response.headers.get('access-control-allow-headers') ?? '').toLowerCase()
  if (!allowed.split(/\s*,\s*/).includes('authorization')) {
    return bad(title, 'the preflight does not allow the header Authorization', advice(origin))
  }
  return examineOrigin(title, response, origin)
}

function examineOrigin(title: string, { headers }: Response, origin: string): Finding {
  const allowed = headers.get('access-control-allow-origin')
  if (allowed === origin || allowed === '*') return good(title, `allows ${allowed}`)
  return bad(title, `allows ${allowed ?? 'no origin'}, not ${origin}`, advice(origin))
}
