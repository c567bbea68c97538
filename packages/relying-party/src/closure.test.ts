import { requirements } from '@frontchannel/conformance'
import { describe, expect, it } from 'vitest'
import { createKey, keyFor } from '../test/keys.ts'
import { createBrowser, tokenResponse, type TestBrowser } from '../test/log-in.ts'
import { claimsWith, clientId, seconds, settingsFor, start } from '../test/provider.ts'
import { responseFor, type Changes } from '../test/respond.ts'
import {
  idTokenChecks,
  metadataChecks,
  responseChecks,
  sessionChecks,
  successChecks,
  tokenResponseChecks,
  userInfoChecks,
} from './index.ts'
import { completeLogin } from './login/complete-login.ts'
import { codeChecks } from './provider/metadata.checks.ts'

const loginRows = [
  ...metadataChecks,
  ...codeChecks,
  ...responseChecks,
  ...successChecks,
  ...idTokenChecks,
  ...tokenResponseChecks,
]
const everyRow = [...loginRows, ...userInfoChecks, ...sessionChecks]

/** One login that trips a row, and would pass without it. */
interface Trip {
  readonly flow: string
  readonly maxAge?: number
  readonly changes?: (browser: TestBrowser) => Changes | Promise<Changes>
  readonly spoil?: (browser: TestBrowser) => void | Promise<void>
}

const now = seconds(start)
const claims = (changed: Record<string, unknown>, flow = 'id_token'): Trip => ({
  flow,
  changes: () => ({ claims: changed }),
})
const header = (changed: Record<string, unknown>): Trip => ({
  flow: 'id_token',
  changes: () => ({ header: changed }),
})
const parameters = (changed: Record<string, string | undefined>, flow = 'id_token'): Trip => ({
  flow,
  changes: () => ({ parameters: changed }),
})
const metadata = (changed: Record<string, unknown>, flow = 'id_token'): Trip => ({
  flow,
  spoil: ({ provider }) => void Object.assign(provider.metadata, changed),
})
const tokens = (members: Record<string, unknown>): Trip => ({
  flow: 'code',
  spoil: ({ provider }) => {
    provider.answers['/token'] = () => tokenResponse(provider, undefined, {}, members)
  },
})

const trips: Readonly<Record<string, Trip>> = {
  'provider-metadata.issuer': metadata({ issuer: 'https://idp.example.com' }),
  'provider-metadata.endpoints': metadata({ end_session_endpoint: 'http://idp.example.com/' }),
  'provider-metadata.code_challenge_methods': metadata(
    { code_challenge_methods_supported: ['plain'] },
    'code',
  ),
  'authorization-response.size': parameters({ x: 'x'.repeat(16_384) }),
  'authorization-response.duplicates': {
    flow: 'id_token',
    changes: () => ({ parameters: { 'x=1&x': '1' } }),
  },
  'authorization-response.channel': metadata({}),
  'authorization-response.iss': parameters({ iss: 'https://idp.example.com' }),
  'authorization-response.state': parameters({ state: 'x' }),
  'authorization-response.members': parameters({ code: 'x' }),
  'authorization-response.token_type': parameters({ token_type: 'mac' }, 'token'),
  'id-token.format': parameters({ id_token: 'a.b.c.d.e' }),
  'id-token.crit': header({ zip: 'DEF' }),
  'id-token.typ': header({ typ: 'at+jwt' }),
  'id-token.alg': {
    flow: 'id_token',
    changes: async ({ provider }) => {
      const by = await keyFor('ES256')
      provider.keys.push(by.jwk)
      return { parameters: { id_token: await provider.sign(claimsWith(), {}, by) } }
    },
  },
  'id-token.kid': header({ kid: 'x' }),
  'id-token.signature': {
    flow: 'id_token',
    spoil: async ({ provider }) => {
      provider.keys = [(await createKey('RS256', provider.key.kid)).jwk]
    },
  },
  'id-token.iss': claims({ iss: 'https://idp.example.com' }),
  'id-token.aud': claims({ aud: [clientId, 'x'], azp: clientId }),
  'id-token.azp': claims({ azp: 'x' }),
  'id-token.exp': claims({ exp: now - 60 }),
  'id-token.iat': claims({ iat: now + 61 }),
  'id-token.nbf': claims({ nbf: now + 61 }),
  'id-token.auth_time': { flow: 'id_token', maxAge: 60 },
  'id-token.sub': claims({ sub: '' }),
  'id-token.nonce': claims({ nonce: 'x' }),
  'id-token.c_hash': claims({ c_hash: 'x' }, 'code id_token'),
  'id-token.at_hash': claims({ at_hash: undefined }, 'id_token token'),
  'token-response.members': tokens({ id_token: undefined }),
  'token-response.token_type': tokens({ token_type: 'mac' }),
}

async function run({ flow, maxAge, changes, spoil }: Trip, id: string): Promise<unknown> {
  const browser = await createBrowser()
  await spoil?.(browser)
  const settings = settingsFor(flow)
  const transaction = await browser.begin(settings, { maxAge })
  const response = await responseFor(browser.provider, transaction, await changes?.(browser))
  // what cannot be said in the parameters
  const url = decodeDuplicates(
    id.endsWith('.channel') ? response.url.replace('#', '?') : response.url,
  )
  return completeLogin(settings, { url }, browser.env)
}

const decodeDuplicates = (url: string): string => url.replace('x%3D1%26x', 'x=1&x')

describe('each row of a login', () => {
  it('is in the table, and the table has no other', () => {
    expect(Object.keys(trips).sort()).toEqual(loginRows.map(({ id }) => id).sort())
  })

  it.each(Object.entries(trips))('%s is tripped by its own case', async (id, trip) => {
    await expect(run(trip, id)).rejects.toMatchObject({ name: 'ProtocolError', check: id })
  })
})

describe('the lists of rows', () => {
  it('have ids of their own, each with requirements that exist', () => {
    const ids = everyRow.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    for (const row of everyRow) {
      expect(row.id).toMatch(/^[a-z-]+\.[a-z_]+$/)
      for (const requirement of row.requirements) expect(requirements).toHaveProperty([requirement])
    }
  })
})
