import { Issuer, generators } from 'openid-client-5'
import type { Client } from 'openid-client-5'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listen } from './listening.ts'
import type { ListeningIdp } from './listening.ts'
import { user } from '../fixture.ts'

let op: ListeningIdp
let client: Client
beforeAll(async () => {
  op = await listen()
  // without the slash at the end, as its users write an issuer
  const { Client } = await Issuer.discover(op.issuer.slice(0, -1))
  client = new Client({ client_id: 'web', client_secret: 'web-secret' })
})
afterAll(() => op.close())

/** What a form_post page sends to the client. */
const formMembers = (html: string): Record<string, string> =>
  Object.fromEntries(
    [...html.matchAll(/name="([^"]+)"\s+value="([^"]*)"/g)].map(([, name, value]) => [name, value]),
  ) as Record<string, string>

const types = ['code', 'id_token', 'id_token token', 'code id_token', 'code token']

// the version below next-auth 4, Strapi and many more
describe('openid-client 5', () => {
  it.each([...types, 'code id_token token'])('completes %s by form_post', async (type) => {
    const [nonce, state, verifier] = [
      generators.nonce(),
      generators.state(),
      generators.codeVerifier(),
    ]
    const redirectUri = 'https://web.test/cb'
    const withCode = type.includes('code')
    const url = client.authorizationUrl({
      redirect_uri: redirectUri,
      response_type: type,
      response_mode: 'form_post',
      scope: 'openid email',
      max_age: 3600,
      nonce,
      state,
      ...(withCode && {
        code_challenge: generators.codeChallenge(verifier),
        code_challenge_method: 'S256',
      }),
    })
    const page = await op.newBrowser().logIn(url, user)
    const tokens = await client.callback(redirectUri, formMembers(page.html), {
      response_type: type,
      nonce,
      state,
      max_age: 3600,
      ...(withCode && { code_verifier: verifier }),
    })
    expect(tokens.claims()).toMatchObject({ sub: 'auth0|ann', aud: 'web' })
    if (tokens.access_token !== undefined) {
      expect(await client.userinfo(tokens)).toMatchObject({ email: 'ann@example.com' })
    }
  })
})
