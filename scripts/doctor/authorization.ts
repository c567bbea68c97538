import { createHash, randomBytes } from 'node:crypto'
import { ask, bad, good, textOr, type Finding, type Metadata, type Subject } from './examination.ts'

/** What a provider answers to prompt=none when nobody is logged in: OpenID Connect Core §3.1.2.6. */
const expected = [
  'login_required',
  'interaction_required',
  'consent_required',
  'account_selection_required',
]

/** Sends an authorization request that must come back to the redirect URI without a page in between. */
export async function examineRedirectUris(
  subject: Subject,
  metadata: Metadata,
): Promise<Finding[]> {
  const endpoint = textOr(metadata.authorization_endpoint, '')
  if (!URL.canParse(endpoint)) {
    return [bad('authorization endpoint', 'the metadata names none', 'Nobody can log in there.')]
  }
  return Promise.all(subject.redirectUris.map((uri) => examineRedirectUri(subject, endpoint, uri)))
}

async function examineRedirectUri(
  subject: Subject,
  endpoint: string,
  redirectUri: string,
): Promise<Finding> {
  const title = `redirect URI ${new URL(redirectUri).pathname}`
  const response = await ask(authorizationRequest(subject, endpoint, redirectUri))
  if (response instanceof Error)
    return bad(title, `${endpoint}: ${response.message}`, 'Browsers must reach it.')
  const location = response.headers.get('location')
  const target = location === null ? undefined : new URL(location, endpoint)
  if (!target || target.origin + target.pathname !== redirectUri) {
    const where = target
      ? `a redirect to ${target.origin}${target.pathname}`
      : `a page of its own (${response.status})`
    return bad(
      title,
      `the provider answers with ${where}`,
      `Register ${redirectUri} as a callback URL of the client "${subject.clientId}", exactly so, and check the client id.`,
    )
  }
  const error =
    new URLSearchParams(target.hash.slice(1)).get('error') ?? target.searchParams.get('error')
  if (error === null || expected.includes(error)) return good(title, 'accepted')
  return bad(
    title,
    `accepted, but the request is refused with "${error}"`,
    adviceFor(error, subject),
  )
}

function authorizationRequest(subject: Subject, endpoint: string, redirectUri: string): string {
  const random = () => randomBytes(32).toString('base64url')
  const { flow, audience } = subject
  const url = new URL(endpoint)
  const parameters = {
    response_type: flow.responseType,
    client_id: subject.clientId,
    redirect_uri: redirectUri,
    scope: subject.scope,
    state: random(),
    nonce: random(),
    prompt: 'none',
    ...(audience && { [subject.resourceParameter]: audience }),
    ...(flow.issuesCode && {
      code_challenge: createHash('sha256').update(random()).digest('base64url'),
      code_challenge_method: 'S256',
    }),
  }
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value)
  return url.href
}

function adviceFor(
  error: string,
  { clientId, flow, audience = '', resourceParameter }: Subject,
): string {
  const advice: Readonly<Record<string, string>> = {
    unauthorized_client: `Allow the client "${clientId}" the response type "${flow.responseType}" (its grant types).`,
    unsupported_response_type: `Choose another OIDC_FLOW than "${flow.id}", or allow it at the provider.`,
    invalid_scope: 'Define the scopes of OIDC_SCOPE at the provider, or ask for fewer.',
    invalid_target: `Register the API "${audience}" at the provider: it is sent as "${resourceParameter}".`,
    access_denied: `Register the API "${audience}" at the provider, and allow the client to ask for it.`,
  }
  return advice[error] ?? `Look up "${error}" in the provider's log.`
}
