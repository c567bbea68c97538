import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { World } from '../../test/backend.ts'
import { HealthService } from './health.service.ts'

let world: World

beforeAll(async () => {
  world = await World.create()
})
afterAll(() => world.stop())

const health = async (url: string, path = 'ready') => {
  const response = await fetch(`${url}/health/${path}`)
  return { status: response.status, body: (await response.json()) as unknown }
}

describe('health', () => {
  it('needs neither our headers nor a known host: a load balancer asks', async () => {
    expect(await health(world.url, 'live')).toEqual({ status: 200, body: { status: 'ok' } })
    const { status } = await world.browser().call('/health/ready', {
      headers: { host: '10.0.0.7', 'sec-fetch-site': undefined },
    })
    expect(status).toBe(200)
  })

  it('boots without the provider, says so, and works when it appears (R01)', async () => {
    world.provider.isDown = true
    const url = await world.startBackEnd()
    expect(await health(url)).toEqual({
      status: 200,
      body: { status: 'degraded', database: 'up', provider: 'unknown' },
    })
    world.provider.isDown = false
    await expect
      .poll(() => health(url))
      .toMatchObject({ body: { status: 'ok', provider: 'known' } })
    const browser = world.browser(url)
    expect((await browser.handOver(await browser.begin(world.provider))).status).toBe(201)
  })

  it('keeps what it knows of a provider that talks nonsense later (R06)', async () => {
    const good = world.provider.metadata
    const browser = await world.loggedIn()
    for (const metadata of [
      {},
      { ...good, issuer: 'https://evil.test/' },
      { ...good, token_endpoint: 'javascript:1' },
    ]) {
      world.provider.metadata = metadata
      world.clock.forward(2 * 3_600_000)
      expect((await browser.logIn(world.provider)).status).toBe(201)
    }
    world.provider.metadata = good
  })

  it('is alive but not ready while it stops', async () => {
    const url = await world.startBackEnd()
    world.apps.at(-1)?.get(HealthService).beforeApplicationShutdown()
    expect((await health(url)).status).toBe(503)
    expect((await health(url, 'live')).status).toBe(200)
  })
})
