import { describe, expect, it } from 'vitest'
import { readConfig } from '../config.ts'

const algorithms = (text: string) =>
  readConfig({
    OIDC_ISSUER: 'http://localhost:4000/',
    DATABASE_URL: 'postgres://localhost/timesheets',
    OIDC_ID_TOKEN_ALGORITHMS: text,
  }).client.idTokenAlgorithms

describe('OIDC_ID_TOKEN_ALGORITHMS', () => {
  it('names what the registration agreed on; the metadata tell, if it does not', () => {
    expect(algorithms('ES256, PS256 EdDSA')).toEqual(['ES256', 'PS256', 'EdDSA'])
    expect(algorithms('')).toBeUndefined()
  })

  it.each(['none', 'HS256', 'RS256 HS256', ','])('refuses %s', (text) => {
    expect(() => algorithms(text)).toThrow(/OIDC_ID_TOKEN_ALGORITHMS: must be of RS256/)
  })
})
