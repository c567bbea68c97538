import { describe, expect, it } from 'vitest'
import { howLoggedIn } from './how-logged-in.ts'

describe('howLoggedIn', () => {
  it.each([
    ['auth0|x', 'a password at the identity provider'],
    ['samlp|fabrikam|frida@fabrikam.example', 'a company, by SAML'],
    ['google-oauth2|1', 'Google'],
  ])('reads %s as %s', (sub, way) => {
    expect(howLoggedIn({ sub })?.way).toBe(way)
  })

  it.each([undefined, {}, { sub: 'opaque' }, { sub: 'constructor|x' }])(
    'is silent on %j',
    (claims) => {
      expect(howLoggedIn(claims)).toBeUndefined()
    },
  )

  it('names the connection where the provider does', () => {
    const claims = { sub: 'oidc|contoso|1', 'https://timesheets.example.com/connection': 'contoso' }
    expect(howLoggedIn(claims)?.connection).toBe('contoso')
  })
})
