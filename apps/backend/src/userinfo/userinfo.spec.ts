import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { World } from '../../test/backend.ts'
import { RecordingServer, sendJson } from '../../test/server.ts'

let world: World
let endpoint: RecordingServer

beforeAll(async () => {
  endpoint = await RecordingServer.start()
  world = await World.around()
  world.provider.metadata = {
    ...world.provider.metadata,
    userinfo_endpoint: `${endpoint.origin}/userinfo`,
  }
  await world.startBackEnd()
})
afterAll(() => Promise.all([world.stop(), endpoint.stop()]))
beforeEach(() => {
  endpoint.received.length = 0
})

const answerFor = (sub: string): void => {
  endpoint.answer = (_, response) => sendJson(response, { sub, name: 'Erin Employee' })
}

describe('GET /backend/userinfo', () => {
  it("asks with the second Access Token, which stays here, and tells the user's claims", async () => {
    answerFor('auth0|employee')
    const browser = await world.loggedIn({ sub: 'auth0|employee' })
    const { status, body, text } = await browser.call('/backend/userinfo')
    expect({ status, body }).toEqual({
      status: 200,
      body: { sub: 'auth0|employee', name: 'Erin Employee' },
    })
    const sent = endpoint.received.map(({ headers }) => headers.authorization ?? '')
    expect(sent).toEqual([expect.stringMatching(/^Bearer eyJ/)])
    expect(text).not.toContain(sent[0]?.slice(7))
  })

  it('ends the session where the claims are of somebody else (D10)', async () => {
    answerFor('auth0|employeeinvalid')
    const browser = await world.loggedIn({ sub: 'auth0|employee' })
    const { status, body, text } = await browser.call('/backend/userinfo')
    expect({ status, check: body['check'] }).toEqual({ status: 400, check: 'userinfo.sub' })
    expect(text).not.toContain('Erin')
    expect((await browser.call('/backend/session')).body).toEqual({ authenticated: false })
  })

  it('keeps the session where the provider does not answer', async () => {
    endpoint.answer = (_, response) => sendJson(response, {}, 503)
    const browser = await world.loggedIn()
    expect((await browser.call('/backend/userinfo')).status).toBe(503)
    expect((await browser.call('/backend/session')).body['authenticated']).toBe(true)
  })

  it('answers nobody without a session', async () => {
    const { status } = await world.browser().call('/backend/userinfo')
    expect({ status, asked: endpoint.received.length }).toEqual({ status: 401, asked: 0 })
  })
})
