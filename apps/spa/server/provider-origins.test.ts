import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { providerOrigins } from './provider-origins.ts'

let server: Server | undefined

async function provider(metadata: (issuer: string) => unknown): Promise<string> {
  server = createServer((_, response) => response.end(JSON.stringify(metadata(issuer))))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  return issuer
}

afterEach(() => server?.close())

describe('providerOrigins', () => {
  it('names every host that the metadata spreads its endpoints over', async () => {
    const issuer = await provider((own) => ({
      issuer: own,
      authorization_endpoint: `${own}authorize`,
      jwks_uri: 'https://keys.example/jwks',
      token_endpoint: 'https://token.example/token',
    }))
    const origins = await providerOrigins(issuer)()
    expect(origins.connect).toContain('https://keys.example')
    expect(origins.connect).toContain('https://token.example')
    expect(new Set(origins.frame)).toEqual(new Set([new URL(issuer).origin]))
  })

  it('takes nothing from metadata of another issuer', async () => {
    const issuer = await provider(() => ({
      issuer: 'https://evil.example/',
      jwks_uri: 'https://evil.example/jwks',
    }))
    expect((await providerOrigins(issuer)()).connect).toEqual([new URL(issuer).origin])
  })

  it('takes no text that is no origin', async () => {
    const issuer = await provider((own) => ({
      issuer: own,
      jwks_uri: "javascript:x; script-src 'unsafe-inline'",
    }))
    expect((await providerOrigins(issuer)()).connect).toEqual([new URL(issuer).origin])
  })

  it('knows the issuer while the provider is down, and asks again later', async () => {
    let now = 0
    const issuer = await provider((own) => ({ issuer: own, jwks_uri: 'https://keys.example/k' }))
    const port = new URL(issuer).port
    server?.close()
    const origins = providerOrigins(issuer, () => now)
    expect((await origins()).connect).toEqual([new URL(issuer).origin])
    server = createServer((_, response) =>
      response.end(JSON.stringify({ issuer, jwks_uri: 'https://keys.example/k' })),
    )
    server.listen(Number(port), '127.0.0.1')
    await once(server, 'listening')
    now += 10_000
    expect((await origins()).connect).toContain('https://keys.example')
  })
})
