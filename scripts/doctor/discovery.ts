import {
  ask,
  bad,
  good,
  listOf,
  textOr,
  type Finding,
  type Metadata,
  type Subject,
} from './examination.ts'

const toleratedSkewSeconds = 30

export interface Discovery {
  readonly findings: readonly Finding[]
  readonly metadata: Metadata | undefined
  readonly url: string
}

/** OpenID Connect Discovery 1.0 §4: where the metadata is, and what must be in it. */
export async function examineDiscovery(subject: Subject): Promise<Discovery> {
  const url = `${subject.issuer.replace(/\/$/, '')}/.well-known/openid-configuration`
  const began = subject.now().getTime()
  const response = await ask(url)
  const ended = subject.now().getTime()
  const title = 'discovery'
  if (response instanceof Error) {
    const advice = 'Check OIDC_ISSUER and the network; the mock IdP runs with npm start.'
    return {
      findings: [bad(title, `${url}: ${response.message}`, advice)],
      metadata: undefined,
      url,
    }
  }
  const metadata = response.status === 200 ? await readObject(response) : undefined
  if (!metadata) {
    const says = `${url} answers ${response.status}, not a JSON object`
    const advice =
      'OIDC_ISSUER must be the issuer itself, as the provider writes it: a realm or tenant is a part of it.'
    return { findings: [bad(title, says, advice)], metadata, url }
  }
  return {
    findings: [
      good(title, url),
      examineIssuer(subject, metadata),
      examineResponseType(subject, metadata),
      examineAlgorithm(metadata),
      examineClock(response.headers.get('date'), began, ended),
    ],
    metadata,
    url,
  }
}

async function readObject(response: Response): Promise<Metadata | undefined> {
  const body: unknown = await response.json().catch(() => undefined)
  return typeof body === 'object' && body !== null && !Array.isArray(body) ? body : undefined
}

function examineIssuer({ issuer }: Subject, metadata: Metadata): Finding {
  const title = 'issuer'
  const stated = textOr(metadata.issuer, '(none)')
  if (stated === issuer) return good(title, stated)
  const bySlash = stated.replace(/\/$/, '') === issuer.replace(/\/$/, '')
  return bad(
    title,
    `the provider says "${stated}", OIDC_ISSUER is "${issuer}"`,
    `Issuers are compared character by character${bySlash ? ', the last slash included' : ''}: set OIDC_ISSUER=${stated}`,
  )
}

function examineResponseType({ flow }: Subject, metadata: Metadata): Finding {
  const title = 'response type'
  const words = (text: string) => text.split(' ').sort().join(' ')
  const supported = listOf(metadata.response_types_supported)
  if (supported.map(words).includes(words(flow.responseType))) return good(title, flow.responseType)
  return bad(
    title,
    `"${flow.responseType}" is not among ${supported.map((one) => `"${one}"`).join(', ') || 'any that it names'}`,
    'Choose another OIDC_FLOW, or allow this response type (the implicit grant, at Auth0) at the provider.',
  )
}

function examineAlgorithm(metadata: Metadata): Finding {
  const title = 'ID Token algorithm'
  const supported = listOf(metadata.id_token_signing_alg_values_supported)
  if (supported.includes('RS256')) return good(title, 'RS256')
  return bad(
    title,
    `RS256 is not among ${supported.join(', ') || 'any that it names'}`,
    'Set the signing algorithm of the client to RS256 at the provider: a SPA cannot keep the secret of HS256.',
  )
}

function examineClock(date: string | null, began: number, ended: number): Finding {
  const title = 'clock'
  const theirs = date === null ? NaN : Date.parse(date)
  if (Number.isNaN(theirs)) return good(title, 'the provider does not say what time it is')
  // the header has whole seconds
  const skew = Math.round((theirs + 500 - (began + ended) / 2) / 1000)
  const says = `${Math.abs(skew)} s ${skew < 0 ? 'behind' : 'ahead of'} this machine`
  if (Math.abs(skew) <= toleratedSkewSeconds) return good(title, says)
  return bad(
    title,
    `the provider is ${says}`,
    'Set this clock by the network: tokens look expired or not yet valid.',
  )
}
