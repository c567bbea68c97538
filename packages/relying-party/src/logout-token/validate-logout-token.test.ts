import { ProtocolError } from '@frontchannel/conformance'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  clientId,
  createEnvironment,
  createProvider,
  issuer,
  seconds,
  settingsFor,
  start,
  unsigned,
  type TestProvider,
} from '../../test/provider.ts'
import { discover } from '../provider/discover.ts'
import { logoutTokenChecks } from './checks.ts'
import { validateLogoutToken } from './validate-logout-token.ts'

type Members = Readonly<Record<string, unknown>>

const logoutEvent = 'http://schemas.openid.net/event/backchannel-logout'
const now = seconds(start)
const good = {
  iss: issuer,
  aud: clientId,
  iat: now,
  exp: now + 120,
  jti: 'once',
  sub: 'auth0|1',
  sid: 's1',
  events: { [logoutEvent]: {} },
}

let provider: TestProvider
beforeAll(async () => {
  provider = await createProvider()
})

async function validate(token: string): Promise<unknown> {
  const env = createEnvironment(provider)
  const settings = settingsFor('code backend')
  return validateLogoutToken(token, await discover(issuer, env), settings, env)
}

const signed = (claims: Members, header: Members = {}): Promise<string> =>
  provider.sign(JSON.stringify({ ...good, ...claims }), { typ: 'logout+jwt', ...header })

const checkOf = (token: string): Promise<string> =>
  validate(token).then(
    () => 'none',
    (error: unknown) => (error instanceof ProtocolError ? error.check : String(error)),
  )

describe('validateLogoutToken', () => {
  it.each<[string, Members, Members]>([
    ['a user and a session', {}, {}],
    ['a user', { sid: undefined }, {}],
    ['a session', { sub: undefined }, {}],
    ['a list of one audience', { aud: [clientId] }, {}],
    ['a type in upper case', {}, { typ: 'LOGOUT+JWT' }],
    ['a member that nobody knows', { reason: 'blocked' }, {}],
  ])('takes one that names %s', async (_, claims, header) => {
    expect(await checkOf(await signed(claims, header))).toBe('none')
  })

  it.each<[string, string, Members, Members]>([
    ['says that it is an ID Token', 'logout-token.typ', {}, { typ: 'JWT' }],
    ['says nothing of its type', 'logout-token.typ', {}, { typ: undefined }],
    ['is from another provider', 'logout-token.iss', { iss: `${issuer}1` }, {}],
    ['is for another client', 'logout-token.aud', { aud: 'other' }, {}],
    ['is for another client as well', 'logout-token.aud', { aud: [clientId, 'other'] }, {}],
    ['is for nobody', 'logout-token.aud', { aud: [] }, {}],
    ['has expired', 'logout-token.exp', { exp: now - 120 }, {}],
    ['never expires', 'logout-token.exp', { exp: undefined }, {}],
    ['is good for a day', 'logout-token.exp', { exp: now + 86_400 }, {}],
    ['is old', 'logout-token.iat', { iat: now - 600 }, {}],
    ['comes from the future', 'logout-token.iat', { iat: now + 600 }, {}],
    ['has a time that is text', 'logout-token.iat', { iat: String(now) }, {}],
    ['has no name', 'logout-token.jti', { jti: undefined }, {}],
    ['means nobody', 'logout-token.sub', { sub: undefined, sid: undefined }, {}],
    ['means a number', 'logout-token.sub', { sub: 7 }, {}],
    ['means an empty session', 'logout-token.sub', { sid: '' }, {}],
    ['has no event', 'logout-token.events', { events: undefined }, {}],
    ['has another event', 'logout-token.events', { events: { 'urn:other': {} } }, {}],
    ['has an event that is text', 'logout-token.events', { events: { [logoutEvent]: 'x' } }, {}],
    ['has a list of events', 'logout-token.events', { events: [logoutEvent] }, {}],
    ['has a nonce', 'logout-token.nonce', { nonce: 'n' }, {}],
    ['has a nonce that is null', 'logout-token.nonce', { nonce: null }, {}],
    ['has an extension', 'logout-token.crit', {}, { zip: 'DEF' }],
    ['names an unknown key', 'logout-token.kid', {}, { kid: 'other' }],
  ])('refuses one that %s', async (_, check, claims, header) => {
    expect(await checkOf(await signed(claims, header))).toBe(check)
  })

  it('refuses what is not signed, or not by the provider', async () => {
    const token = await signed({})
    expect(await checkOf(unsigned({ alg: 'none', typ: 'logout+jwt' }, good))).toBe(
      'logout-token.alg',
    )
    expect(await checkOf(`${token.slice(0, -8)}AAAAAAAA`)).toMatch(
      /^logout-token\.(format|signature)$/,
    )
    expect(await checkOf('not.a.token')).toBe('logout-token.format')
  })

  it('has one row for each id', () => {
    const ids = logoutTokenChecks.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
  })
})
