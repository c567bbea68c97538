import { describe, expect, test } from 'vitest'
import { environmentOf, roles } from './roles.ts'
import { readSettings } from './settings.ts'

const role = (id: string) => {
  const found = roles.find((row) => row.id === id)
  if (!found) throw new Error(id)
  return found
}

describe('readSettings', () => {
  test('has the documented addresses without any configuration', async () => {
    const { urls, external } = await readSettings({}, {})
    expect(external).toBe(false)
    expect(urls).toEqual({
      idp: 'http://localhost:4000/',
      api: 'http://localhost:3001',
      backend: 'http://localhost:3002',
      spa: 'http://localhost:5173',
    })
  })

  test('lets a port move the address, and a local address the port', async () => {
    const { ports, urls } = await readSettings(
      { API_PORT: '3101', SPA_URL: 'http://localhost:8080' },
      {},
    )
    expect(urls.api).toBe('http://localhost:3101')
    expect(ports.spa).toBe(8080)
  })

  test('listens on the usual port when a proxy has another address', async () => {
    const { ports, urls } = await readSettings({ SPA_URL: 'https://timesheets.example.com' }, {})
    expect(ports.spa).toBe(5173)
    expect(urls.spa).toBe('https://timesheets.example.com')
  })

  test('starts no IdP of its own when an issuer is named, whatever its last character', async () => {
    const settings = await readSettings(
      { OIDC_ISSUER: 'https://idp.example.com' },
      { control: true },
    )
    expect(settings.external).toBe(true)
    expect(settings.control).toBeUndefined()
    expect(settings.env).toMatchObject({ OIDC_ISSUER: 'https://idp.example.com' })
    expect(settings.env).not.toHaveProperty('DEMO')
  })

  test('chooses other ports for each stack that asks for free ones', async () => {
    const [one, two] = await Promise.all(
      [1, 2].map(() => readSettings({ PORT: '5173' }, { ports: 'free' })),
    )
    const ports = [one, two].flatMap((settings) => Object.values(settings?.ports ?? {}))
    expect(new Set(ports).size).toBe(8)
    expect(ports).not.toContain(5173)
  })

  test('refuses a port that is none', async () => {
    await expect(readSettings({ BACKEND_PORT: 'x' }, {})).rejects.toThrow(/BACKEND_PORT is "x"/)
  })

  test("ignores a HOST that is the shell's name for the machine", async () => {
    expect((await readSettings({ HOST: 'my-laptop' }, {})).env).not.toHaveProperty('HOST')
    expect((await readSettings({ HOST: '0.0.0.0' }, {})).env).toMatchObject({ HOST: '0.0.0.0' })
  })
})

describe('environmentOf', () => {
  test('keeps each secret from the processes that have no use for it', async () => {
    const secrets = { OIDC_BACKEND_CLIENT_SECRET: 'a', SESSION_KEYS: 'b', DATABASE_URL: 'c' }
    const settings = await readSettings(secrets, { control: true })
    const env = (id: string) => environmentOf(role(id), settings, 'postgres://')
    expect(env('spa')).not.toHaveProperty('OIDC_BACKEND_CLIENT_SECRET')
    expect(env('idp')).toHaveProperty('OIDC_BACKEND_CLIENT_SECRET')
    expect(env('idp')).toHaveProperty('IDP_CONTROL_SECRET')
    expect(env('api')).toMatchObject({ DATABASE_URL: 'postgres://' })
    for (const id of ['spa', 'api', 'idp']) expect(env(id)).not.toHaveProperty('SESSION_KEYS')
    for (const id of ['spa', 'idp']) expect(env(id)).not.toHaveProperty('DATABASE_URL')
    for (const id of ['spa', 'backend', 'api'])
      expect(env(id)).not.toHaveProperty('IDP_CONTROL_SECRET')
  })
})
