import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { ConfigError, readConfig } from './config.ts'

const good = {
  OIDC_ISSUER: 'http://localhost:4000/',
  DATABASE_URL: 'postgres://localhost/timesheets',
}
const key = (id: string, bytes = 32) => `${id}:${Buffer.alloc(bytes, 7).toString('base64url')}`
const deployed = {
  ...good,
  OIDC_ISSUER: 'https://idp.example.com/',
  SPA_URL: 'https://app.example.com',
  OIDC_BACKEND_CLIENT_SECRET: 'secret',
  SESSION_KEYS: key('a'),
}

describe('readConfig', () => {
  it('needs an issuer and a database, and has everything else for the demo', () => {
    expect(() => readConfig({})).toThrow(/OIDC_ISSUER: .*DATABASE_URL: /)
    expect(readConfig(good)).toMatchObject({
      port: 3002,
      host: '127.0.0.1',
      spaOrigin: 'http://localhost:5173',
      sessionKeysAreNew: true,
      demo: false,
    })
  })

  it('takes blank variables as unset', () => {
    expect(readConfig({ ...good, PORT: '', SESSION_KEYS: '' })).toMatchObject({ port: 3002 })
  })

  it('makes no demo of anything that others can reach', () => {
    expect(readConfig(deployed).sessionKeysAreNew).toBe(false)
    expect(() => readConfig({ ...deployed, SESSION_KEYS: '' })).toThrow(/SESSION_KEYS/)
    expect(() => readConfig({ ...deployed, OIDC_BACKEND_CLIENT_SECRET: '' })).toThrow(
      /OIDC_BACKEND_CLIENT_SECRET/,
    )
    expect(() => readConfig({ ...deployed, DEMO: '1' })).toThrow(/DEMO/)
    expect(() => readConfig({ ...deployed, SPA_URL: 'http://app.example.com' })).toThrow(/SPA_URL/)
    expect(() => readConfig({ ...deployed, OIDC_ISSUER: 'http://idp.example.com/' })).toThrow(
      /OIDC_ISSUER/,
    )
  })

  it.each([
    ['no id', Buffer.alloc(32).toString('base64url')],
    ['a short key', key('a', 16)],
    ['a long key', key('a', 33)],
    ['base64 of another alphabet', `a:${'+'.repeat(43)}`],
    ['one id twice', `${key('a')},${key('a')}`],
    ['an empty one', `${key('a')},`],
  ])('refuses SESSION_KEYS with %s, without quoting them', (_, SESSION_KEYS) => {
    const read = () => readConfig({ ...good, SESSION_KEYS })
    expect(read).toThrow(ConfigError)
    expect(read).toThrow(/SESSION_KEYS: /)
    expect(read).not.toThrow(SESSION_KEYS.slice(4))
  })

  it('wants openid among the scopes: a session is of somebody', () => {
    expect(() => readConfig({ ...good, OIDC_SCOPE: 'read:timesheets' })).toThrow(/OIDC_SCOPE/)
  })

  it('wants a private key for private_key_jwt', () => {
    const OIDC_BACKEND_AUTH_METHOD = 'private_key_jwt'
    expect(() => readConfig({ ...good, OIDC_BACKEND_AUTH_METHOD })).toThrow(
      /OIDC_BACKEND_PRIVATE_KEY/,
    )
  })

  it('knows its hosts where it was told them, and takes any where nobody did', () => {
    expect(readConfig(good).hosts).toEqual(new Set(['localhost', '127.0.0.1', '[::1]']))
    expect(readConfig({ ...good, HOST: '0.0.0.0' }).hosts).toBeUndefined()
    expect(
      readConfig({ ...good, HOST: '0.0.0.0', BACKEND_URL: 'http://backend:3002' }).hosts,
    ).toContain('backend')
  })

  it('reads nothing that the README does not tell of', () => {
    const read = (file: string) => readFileSync(new URL(file, import.meta.url), 'utf8')
    const names = [...read('./config.ts').matchAll(/^ {4}([A-Z][A-Z_]+): /gm)].map(
      ([, name]) => name,
    )
    expect(names.length).toBeGreaterThan(15)
    const readme = read('../README.md')
    expect(names.filter((name) => !readme.includes(`\`${name}\``))).toEqual([])
  })
})
