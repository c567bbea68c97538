import { walk, type TraceEvent } from '@frontchannel/conformance'
import { faults } from '@frontchannel/conformance/faults'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { World } from './backend.ts'
import type { TestBrowser } from './browser.ts'
import { clientSecret } from './provider.ts'
import { serveMockIdp, type ServedIdp } from './mock-idp.ts'
import { logInAtProvider, scope, type FrontChannel } from './spa.ts'

const flows = ['code id_token', 'code token', 'code id_token token', 'code backend'] as const

let world: World
let served: ServedIdp
let backend: string

beforeAll(async () => {
  world = await World.create()
  served = await serveMockIdp(world.clock, 'http://localhost:1/never')
  backend = await world.startBackEnd({ OIDC_ISSUER: served.issuer, OIDC_SCOPE: scope, DEMO: '1' })
})
afterAll(async () => {
  await world.stop()
  await served.stop()
})

const claimsOf = (jwt: string): Record<string, unknown> =>
  JSON.parse(Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString()) as never

async function logIn(flow: string): Promise<{ browser: TestBrowser; front: FrontChannel }> {
  const browser = world.browser(backend)
  const front = await logInAtProvider(served.issuer, flow, browser, world.clock)
  const answer = await browser.handOver(front.handOff)
  expect(answer.text).toContain('"authenticated":true')
  return { browser, front }
}

/** What the provider got since then, by endpoint. */
async function provider(since: number): Promise<readonly string[]> {
  const { entries } = await served.idp.control.readLog({ since })
  return entries.map(({ endpoint }) => endpoint)
}
const lastEntry = async (): Promise<number> =>
  (await served.idp.control.readLog({})).entries.at(-1)?.id ?? 0

describe.each(flows)('%s', (flow) => {
  it('takes steps 6 to 11 without asking the user again', async () => {
    world.api.forgetRequests()
    const browser = world.browser(backend)
    const front = await logInAtProvider(served.issuer, flow, browser, world.clock)
    const before = await lastEntry()
    expect((await browser.handOver(front.handOff)).status).toBe(201)
    expect((await provider(before)).filter((endpoint) => endpoint !== 'jwks')).toEqual(['token'])
    expect((await browser.call('/backend/api/timesheets')).status).toBe(200)
    expect(world.api.received).toHaveLength(1)
  })

  it('hands over a code and no token', async () => {
    const { front } = await logIn(flow)
    expect(JSON.stringify(front.handOff)).not.toMatch(/eyJ|ey[A-Za-z0-9_-]+\./)
    expect(front.handOff.code).not.toBe('')
  })

  it('calls the API with the second Access Token, never with the first', async () => {
    world.api.forgetRequests()
    const { browser, front } = await logIn(flow)
    await browser.call('/backend/api/timesheets')
    const sent = world.api.received[0]?.headers.authorization?.replace('Bearer ', '') ?? ''
    expect(claimsOf(sent)).toMatchObject({ iss: served.issuer, sub: 'auth0|employee' })
    const first = front.login.accessToken
    if (!first) return
    expect(sent).not.toBe(first.value)
    const [narrow, wide] = [claimsOf(first.value), claimsOf(sent)]
    expect(wide['jti']).not.toBe(narrow['jti'])
    const lifetime = ({ exp, iat }: Record<string, unknown>) => Number(exp) - Number(iat)
    expect(lifetime(narrow)).toBeLessThan(lifetime(wide))
    expect(lifetime(narrow)).toBeLessThanOrEqual(300)
  })

  it('shows each step of the back channel, and nothing that could be used', async () => {
    const { browser } = await logIn(flow)
    await browser.call('/backend/api/timesheets')
    await expect
      .poll(async () => (await browser.call('/backend/trace')).text)
      .toContain('api-response')
    const { body, text } = await browser.call('/backend/trace')
    const events = body['events'] as TraceEvent[]
    const seen = new Set(events.map(({ step }) => step))
    // the sixth step is the SPA's to tell, and checked here
    const later = walk({ withBackEnd: true }).slice(5)
    expect(later.map(({ id }) => id).filter((id) => !seen.has(id))).toEqual([])
    expect(events.filter((event) => event.kind === 'check').map(({ id }) => id)).toEqual(
      expect.arrayContaining(['code-hand-off.issuer', 'token-response.members', 'id-token.nonce']),
    )
    expect(text).not.toMatch(/eyJ[\w-]+\./)
    expect(text).not.toContain(clientSecret)
  })
})

describe('every fault of the token response', () => {
  const rows = faults.filter(
    ({ id, tampersWith }) =>
      tampersWith === 'token-response' && !id.includes('.refreshed.') && !id.includes('.error.'),
  )

  it.each(rows.map((row) => [row.verdict, row.id, row] as const))(
    '%s: %s',
    async (verdict, id, row) => {
      const browser = world.browser(backend)
      const front = await logInAtProvider(served.issuer, 'code id_token', browser, world.clock)
      await served.idp.control.armFaults({ faults: [{ id, times: 1 }] })
      const { status, body } = await browser.handOver(front.handOff)
      await served.idp.control.armFaults({ faults: [] })
      expect(status).toBe(verdict === 'accept' ? 201 : 400)
      if (row.verdict === 'reject') expect(body['check']).toBe(row.check)
    },
  )
})

describe('a trace', () => {
  it('is there in the demo only', async () => {
    const browser = await world.loggedIn()
    expect((await browser.call('/backend/trace')).status).toBe(404)
    expect(await world.rows('trace_events')).not.toEqual([])
  })

  it('comes with the refusal of a login, so that its failing check can be shown', async () => {
    const browser = world.browser(backend)
    const front = await logInAtProvider(served.issuer, 'code id_token', browser, world.clock)
    await served.idp.control.armFaults({
      faults: [{ id: 'token-response.id_token.nonce.append1', times: 1 }],
    })
    const { body, text } = await browser.handOver(front.handOff)
    expect(body['trace']).toContainEqual(
      expect.objectContaining({ kind: 'check', id: 'id-token.nonce', outcome: 'failed' }),
    )
    expect(text).not.toMatch(/eyJ[\w-]+\./)
  })
})

describe('logging out', () => {
  it('revokes the grant at the provider, which then knows no refresh any more', async () => {
    const { browser } = await logIn('code id_token')
    const before = await lastEntry()
    const { body } = await browser.call('/backend/session', { method: 'DELETE' })
    expect(body['revocation']).toBe('done')
    expect(await provider(before)).toEqual(['revoke'])
  })
})
