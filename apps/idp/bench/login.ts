import { createHash, randomBytes } from 'node:crypto'
import { createTestBrowser } from '@frontchannel/mock-idp/testing'
import type { BenchedProvider } from './providers.ts'
import { api, apiScope, callback, clientId } from './registration.ts'

export interface Scenario {
  readonly id: string
  readonly responseType: 'code' | 'id_token token'
  /** An Access Token for the API, a JWT; else one for userinfo, which is then asked. */
  readonly forApi: boolean
}

export const scenarios: readonly Scenario[] = [
  { id: 'id_token token, userinfo', responseType: 'id_token token', forApi: false },
  { id: 'id_token token, JWT for an API', responseType: 'id_token token', forApi: true },
  { id: 'code with PKCE, userinfo', responseType: 'code', forApi: false },
  { id: 'code with PKCE, JWT for an API', responseType: 'code', forApi: true },
]

/** One login of a new browser, from the authorization request to the last token, and userinfo. */
export async function logIn(
  provider: BenchedProvider,
  issuer: string,
  { responseType, forApi }: Scenario,
): Promise<void> {
  const verifier = randomBytes(32).toString('base64url')
  const request = new URL(provider.authorizationPath, issuer)
  request.search = new URLSearchParams({
    client_id: clientId,
    redirect_uri: callback,
    response_type: responseType,
    scope: `openid profile email${forApi ? ` ${apiScope}` : ''}`,
    prompt: 'consent', // one of the two would not ask a first-party client
    state: randomBytes(16).toString('base64url'),
    nonce: randomBytes(16).toString('base64url'),
    ...(forApi && { resource: api }),
    ...(responseType === 'code' && {
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      code_challenge_method: 'S256',
    }),
  }).toString()

  const browser = createTestBrowser((input) => fetch(input))
  let page = await browser.open(request.href)
  for (const [button, fields] of provider.forms) page = await browser.press(page, button, fields)
  const code = page.parameters.get('code')
  const token =
    code === null
      ? page.parameters.get('access_token')
      : await redeem(new URL(provider.tokenPath, issuer), code, verifier)
  if (!token) throw new Error(`no Access Token at ${page.url.href}`)
  if (token.includes('.') !== forApi) throw new Error('not the kind of Access Token asked for')
  if (!forApi) await askUserinfo(new URL(provider.userinfoPath, issuer), token)
}

async function redeem(url: URL, code: string, verifier: string): Promise<string | undefined> {
  const response = await fetch(url, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      client_id: clientId,
      redirect_uri: callback,
      code,
      code_verifier: verifier,
    }),
  })
  return ((await response.json()) as { access_token?: string }).access_token
}

async function askUserinfo(url: URL, token: string): Promise<void> {
  const response = await fetch(url, { headers: { Authorization: `Bearer ${token}` } })
  const { sub } = (await response.json()) as { sub?: string }
  if (!sub) throw new Error(`userinfo answered ${response.status}`)
}
