import { describe, expect, it } from 'vitest'
import { readConfig } from './config.ts'

describe('readConfig', () => {
  it('has an answer for everything', () => {
    expect(readConfig({}, {})).toMatchObject({
      port: 4000,
      host: 'localhost',
      issuer: undefined,
      control: undefined,
      variables: {
        SPA_URL: 'http://localhost:5173',
        API_URL: 'http://localhost:3001',
        BACKEND_URL: 'http://localhost:3002',
        OIDC_BACKEND_CLIENT_SECRET: 'backend-secret-for-the-demo-only',
      },
    })
  })

  it('lets the command line go before the environment, and an empty variable count as unset', () => {
    const config = readConfig({ PORT: '1' }, { PORT: '2', HOST: '', SPA_URL: 'http://a.test/' })
    expect(config).toMatchObject({ port: 1, host: 'localhost' })
    expect(config.variables.SPA_URL).toBe('http://a.test')
  })

  it.each([
    [{ NODE_ENV: 'production' }, 'NODE_ENV is "production"'],
    [{ PORT: '70000' }, 'PORT'],
    [{ PORT: 'http' }, 'PORT'],
    [{ IDP_ISSUER: 'localhost' }, 'IDP_ISSUER'],
    [{ IDP_CONTROL_SECRET: 'short' }, 'IDP_CONTROL_SECRET must have at least 16 characters'],
  ])('refuses %j', (env, reason) => {
    expect(() => readConfig({}, env)).toThrow(reason)
  })
})
