import { describe, expect, it } from 'vitest'
import { readConfig } from './config.ts'

const good = {
  OIDC_ISSUER: 'https://idp.example.com/',
  OIDC_AUDIENCE: 'https://timesheets.example.com/api',
  DATABASE_URL: 'postgres://localhost/timesheets',
}

describe('readConfig', () => {
  it('needs an issuer, an audience and a database, and names each that is missing', () => {
    expect(() => readConfig({})).toThrow(
      /OIDC_ISSUER: is not set; OIDC_AUDIENCE: is not set; DATABASE_URL: is not set/,
    )
    expect(readConfig(good)).toMatchObject({ host: '127.0.0.1', port: 3001 })
  })

  it('keeps the issuer as it is written: it is compared character by character', () => {
    const issuer = 'https://IDP.example.com'
    expect(readConfig({ ...good, OIDC_ISSUER: issuer }).accessToken.issuer).toBe(issuer)
  })

  it.each(['nonsense', 'ftp://idp.example.com', '//idp.example.com'])(
    'refuses %s as an issuer',
    (issuer) => {
      expect(() => readConfig({ ...good, OIDC_ISSUER: issuer })).toThrow(/^The API cannot start/)
    },
  )

  it('takes an empty variable for an absent one', () => {
    expect(readConfig({ ...good, PORT: '' }).port).toBe(3001)
  })

  it.each([
    ['http://idp.example.com/', {}, false],
    ['http://localhost:4000/', {}, true],
    ['http://127.0.0.1:4000/', {}, true],
    ['http://localhost.evil.example/', {}, false],
    ['http://localhost:4000/', { NODE_ENV: 'production' }, false],
    ['https://idp.example.com/', { NODE_ENV: 'production' }, true],
  ])('with issuer %s and %o: usable is %s', (issuer, environment, usable) => {
    const read = () => readConfig({ ...good, ...environment, OIDC_ISSUER: issuer })
    if (usable) expect(read().accessToken.issuer).toBe(issuer)
    else expect(read).toThrow(/OIDC_ISSUER: must begin with https/)
  })

  it('reads the origin of the SPA, whatever path follows it', () => {
    expect(readConfig({ ...good, SPA_URL: 'http://localhost:5173/' }).spaOrigin).toBe(
      'http://localhost:5173',
    )
  })
})
