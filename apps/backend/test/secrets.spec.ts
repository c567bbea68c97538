import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { World } from './backend.ts'
import { clientSecret, tokenLifetime } from './provider.ts'
import type { TestBrowser } from './browser.ts'

let world: World

beforeAll(async () => {
  world = await World.create({ DEMO: '1' })
})
afterAll(() => world.stop())

/** Everything that a browser and its user do in a day, good and bad. */
async function liveADay(): Promise<{ browsers: TestBrowser[]; codes: string[] }> {
  const { provider, clock, api } = world
  const browser = world.browser()
  const refused = world.browser()
  const handOff = await browser.begin(provider)
  await browser.handOver(handOff)
  const bad = await refused.begin(provider)
  provider.idTokenClaims = { sub: 'auth0|somebody' }
  await refused.handOver(bad)
  provider.idTokenClaims = {}
  await refused.handOver({ ...bad, code: `${bad.code}x` })
  await refused.handOver({ ...(await refused.begin(provider)), code: 'unknown' })
  for (const path of ['/session', '/sessions', '/trace', '/api/timesheets', '/nowhere']) {
    await browser.call(`/backend${path}`)
  }
  clock.forward(tokenLifetime * 1000)
  await browser.call('/backend/api/timesheets')
  api.answer = (_, response) => void response.socket?.destroy()
  await browser.call('/backend/api/timesheets')
  api.answer = undefined
  provider.isDown = true
  clock.forward(tokenLifetime * 1000)
  await browser.call('/backend/api/timesheets')
  provider.isDown = false
  clock.forward(5_000)
  provider.tokenEndpoint = (_, response) => {
    response.writeHead(400, { 'content-type': 'application/json' })
    response.end(JSON.stringify({ error: 'invalid_grant', error_description: clientSecret }))
  }
  await browser.call('/backend/api/timesheets')
  provider.tokenEndpoint = undefined
  await browser.logIn(provider)
  await browser.call('/backend/session', { method: 'DELETE' })
  return { browsers: [browser, refused], codes: [handOff.code, bad.code] }
}

describe('tokens, codes and the secret (B13, H11)', () => {
  it('are in no answer, no header and no line of the log', async () => {
    const { browsers, codes } = await liveADay()
    expect(world.provider.secrets.length).toBeGreaterThan(8)
    expect(world.log.lines.length).toBeGreaterThan(20)
    const places = { answers: browsers.flatMap(({ seen }) => seen).join('\n'), log: world.log.text }
    for (const [place, text] of Object.entries(places)) {
      expect(`${place} ${text}`).not.toMatch(/eyJ[\w-]+\.[\w-]+\./)
      const leaked = [
        ...world.provider.secrets,
        ...codes,
        clientSecret,
        encodeURIComponent(clientSecret),
      ]
      expect(leaked.filter((secret) => text.includes(secret))).toEqual([])
    }
    const cookies = browsers.flatMap(({ cookies }) => [...cookies.values()])
    expect(cookies.filter((value) => world.log.text.includes(value))).toEqual([])
  })

  it('stay secret when the provider does not take ours', async () => {
    const url = await world.startBackEnd({ OIDC_BACKEND_CLIENT_SECRET: 'the wrong secret' })
    const browser = world.browser(url)
    const { status, body, text } = await browser.handOver(await browser.begin(world.provider))
    expect(status).toBe(400)
    expect(body).toMatchObject({ code: 'login_not_completed', error: 'invalid_client' })
    expect(text + world.log.text).not.toContain('the wrong secret')
    expect(browser.session).toBeUndefined()
  })
})

describe('what goes wrong inside (B24)', () => {
  it('is told in general words, with a name to ask for', async () => {
    const browser = await world.loggedIn()
    world.clock.forward(1_000) // so long nobody asks the database
    await world.database.query('alter table backend.sessions rename to hidden')
    const answers = await Promise.all([
      browser.call('/backend/session'),
      browser.call('/backend/sessions'),
      browser.call('/backend/api/timesheets'),
      browser.call('/backend/session', { method: 'DELETE' }),
    ])
    await world.database.query('alter table backend.hidden rename to sessions')
    for (const { status, body, text } of answers) {
      expect(status).toBe(500)
      expect(body['code']).toBe('internal_error')
      expect(text).not.toMatch(/sessions|select|relation|at .*\.ts/i)
    }
    expect(world.log.text).not.toMatch(/"message":"[^"]*select/i)
    expect((await browser.call('/backend/session')).body['authenticated']).toBe(true)
  })

  it.each(['/backend/api/timesheets/%', '/backend/%', `/backend/${'x'.repeat(5000)}`])(
    'is a problem for addresses that cannot be read, too: %#',
    async (path) => {
      const { status, headers, text } = await world.browser().call(path)
      expect([400, 404, 414]).toContain(status)
      expect(headers.get('content-type')).toContain('application/problem+json')
      expect(text).not.toMatch(/fastify|node_modules/i)
    },
  )
})
