// RFC 6749 §4.1 with PKCE (RFC 7636), by redirect: a pop-up loses its opener where the provider
// isolates its pages. For this page alone; what a client has to do is in packages/relying-party.

const { history, location } = globalThis
const place = 'docs:login'
const base64url = (bytes) =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
const random = () => base64url(crypto.getRandomValues(new Uint8Array(32)))
const redirectUri = () => `${location.origin}/docs`

async function discover({ issuer }) {
  const url = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`
  const metadata = await (await fetch(url)).json()
  if (metadata.issuer !== issuer) throw new Error('the metadata are of another issuer')
  return metadata
}

/** Leaves for the provider. */
export async function startLogin(settings) {
  const { clientId, audience, scope } = settings
  const { authorization_endpoint: endpoint } = await discover(settings)
  const [state, verifier] = [random(), random()]
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier))
  sessionStorage.setItem(place, JSON.stringify({ state, verifier }))
  const url = new URL(endpoint)
  const parameters = {
    response_type: 'code',
    client_id: clientId,
    redirect_uri: redirectUri(),
    scope,
    [settings.resourceParameter]: audience,
    state,
    code_challenge: base64url(new Uint8Array(digest)),
    code_challenge_method: 'S256',
  }
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value)
  location.assign(url)
}

/** Redeems the code that this page was called with; undefined if there is none. */
export async function finishLogin(settings) {
  const answer = new URLSearchParams(location.search)
  if (!answer.has('state')) return undefined
  history.replaceState(null, '', '/docs') // codes don't belong into histories
  const begun = JSON.parse(sessionStorage.getItem(place) ?? '{}')
  sessionStorage.removeItem(place)
  if (answer.get('state') !== begun.state) throw new Error('it was not begun here')
  // RFC 9207: another provider's answer
  const iss = answer.get('iss')
  if (iss !== null && iss !== settings.issuer) throw new Error('another issuer answered')
  if (answer.has('error')) throw new Error(answer.get('error_description') ?? answer.get('error'))
  const { token_endpoint: endpoint } = await discover(settings)
  const body = new URLSearchParams({
    grant_type: 'authorization_code',
    code: answer.get('code') ?? '',
    redirect_uri: redirectUri(),
    client_id: settings.clientId,
    code_verifier: begun.verifier,
  })
  const response = await fetch(endpoint, { method: 'POST', body })
  const tokens = await response.json()
  if (!response.ok) throw new Error(tokens.error_description ?? tokens.error)
  return { accessToken: tokens.access_token, scope: tokens.scope ?? settings.scope }
}
