import { describe, expect, it } from 'vitest'
import {
  expectationWith,
  fromAuthorizationEndpoint,
  judge,
  nonce,
} from '../../test/judge-id-token.ts'
import {
  claimsWith,
  clientId,
  createProvider,
  issuer,
  seconds,
  start,
} from '../../test/provider.ts'
import type { IdTokenExpectation } from './id-token.ts'
import { timeChecks } from './time.checks.ts'

const { sign, key } = await createProvider()
const now = seconds(start)

type Case = readonly [
  title: string,
  claims: Record<string, unknown>,
  expectation?: Partial<IdTokenExpectation>,
]

const judged = async ([, claims, expectation]: Case): Promise<readonly string[]> =>
  judge(await sign(claimsWith({ nonce, ...claims })), expectationWith(expectation), [key.jwk])

const previous = { iss: issuer, sub: 'auth0|1', aud: clientId, exp: now, iat: now, auth_time: now }
const refreshed = { ...fromAuthorizationEndpoint, endpoint: 'token', refreshed: true } as const

const refused: Readonly<Record<string, readonly Case[]>> = {
  'id-token.iss': [
    ['another', { iss: 'https://evil.example.com/' }],
    ['with something appended', { iss: `${issuer}1` }],
    ['without the slash', { iss: issuer.slice(0, -1) }],
    ['in another case', { iss: issuer.toUpperCase() }],
    ['with a port', { iss: 'https://idp.example.com:443/' }],
    ['over http', { iss: issuer.replace('https', 'http') }],
    ['missing', { iss: undefined }],
    ['in an array', { iss: [issuer] }],
  ],
  'id-token.aud': [
    ['another client', { aud: 'another-client' }],
    ['the client id and more', { aud: `${clientId}1` }],
    ['in another case', { aud: clientId.toUpperCase() }],
    ['missing', { aud: undefined }],
    ['an empty array', { aud: [] }],
    ['an array in an array', { aud: [[clientId]], azp: clientId }],
    ['beside someone we do not know', { aud: [clientId, 'someone'], azp: clientId }],
    ['beside a number', { aud: [clientId, 1], azp: clientId }],
    ['only someone we know', { aud: ['known'], azp: clientId }, { trustedAudiences: ['known'] }],
  ],
  'id-token.azp': [
    ['another client', { azp: 'another-client' }],
    ['empty', { azp: '' }],
    ['null', { azp: null }],
    ['an array', { azp: [clientId] }],
    [
      'missing, with several audiences',
      { aud: [clientId, 'known'] },
      { trustedAudiences: ['known'] },
    ],
  ],
  'id-token.exp': [
    ['just beyond the tolerance', { exp: now - 60 }],
    ['an hour ago', { exp: now - 3600 }],
    ['now, without tolerance', { exp: now }, { clockToleranceSeconds: 0 }],
    ['in two days', { exp: now + 172_800 }],
    ['missing', { exp: undefined }],
    ['a string', { exp: String(now + 300) }],
    ['null', { exp: null }],
    ['negative', { exp: -1 }],
    ['milliseconds', { exp: (now + 300) * 1000 }],
  ],
  'id-token.iat': [
    ['a week ago', { iat: now - 604_800 }],
    ['eleven minutes ago', { iat: now - 660 }],
    ['in two minutes', { iat: now + 120 }],
    ['missing', { iat: undefined }],
    ['a string', { iat: String(now) }],
    ['milliseconds', { iat: now * 1000 }],
  ],
  'id-token.nbf': [
    ['in two minutes', { nbf: now + 120 }],
    ['a string', { nbf: String(now) }],
    ['null', { nbf: null }],
  ],
  'id-token.auth_time': [
    ['missing although an age was asked for', {}, { maxAge: 60 }],
    ['too long ago', { auth_time: now - 121 }, { maxAge: 60 }],
    ['in the future', { auth_time: now + 120 }, { maxAge: 60 }],
    ['a string', { auth_time: String(now) }, { maxAge: 60 }],
    ['another after a refresh', { auth_time: now - 1 }, { origin: refreshed, previous }],
  ],
  'id-token.sub': [
    ['missing', { sub: undefined }],
    ['empty', { sub: '' }],
    ['a number', { sub: 1 }],
    ['an array', { sub: ['auth0|1'] }],
    ['of 256 characters', { sub: 'x'.repeat(256) }],
    ['not the one before', { sub: 'auth0|2' }, { previous }],
  ],
  'id-token.nonce': [
    ['another', { nonce: `${nonce}1` }],
    ['of the same length', { nonce: `${nonce.slice(0, -1)}x` }],
    ['in another case', { nonce: nonce.toUpperCase() }],
    ['missing', { nonce: undefined }],
    ['empty', { nonce: '' }],
    ['in an array', { nonce: [nonce] }],
    ['another after a refresh', { nonce: 'another' }, { origin: refreshed, previous }],
  ],
}

const accepted: Readonly<Record<string, readonly Case[]>> = {
  'id-token.aud': [
    ['an array with us alone', { aud: [clientId] }],
    ['us twice', { aud: [clientId, clientId] }],
    [
      'beside someone we know',
      { aud: ['known', clientId], azp: clientId },
      { trustedAudiences: ['known'] },
    ],
  ],
  'id-token.azp': [['us', { azp: clientId }]],
  'id-token.exp': [
    ['half a minute ago', { exp: now - 30 }],
    ['with a fraction', { exp: now + 0.5 }],
    ['a day from now', { exp: now + 86_400 }],
    ['in a week, if allowed', { exp: now + 604_800 }, { maxLifetimeSeconds: 604_800 }],
  ],
  'id-token.iat': [
    ['half a minute ahead', { iat: now + 30 }],
    ['nine minutes ago', { iat: now - 540 }],
  ],
  'id-token.nbf': [
    ['now', { nbf: now }],
    ['long ago', { nbf: 0 }],
  ],
  'id-token.auth_time': [
    ['recent enough', { auth_time: now - 60 }, { maxAge: 60 }],
    ['anything where no age was asked for', { auth_time: 'long ago' }],
    ['the same after a refresh', { auth_time: now }, { origin: refreshed, previous }],
    ['missing after a refresh', {}, { origin: refreshed, previous }],
  ],
  'id-token.sub': [
    ['of 255 characters', { sub: 'x'.repeat(255) }],
    ['the one before', {}, { previous }],
  ],
  'id-token.nonce': [
    ['missing after a refresh', { nonce: undefined }, { origin: refreshed, previous }],
  ],
  'any other claim': [
    ['of any kind', { name: '<script>', picture: 'javascript:1', email: null, roles: [{}] }],
    ['with a name that objects have', { constructor: 1, toString: 2, hasOwnProperty: 3 }],
  ],
}

for (const [id, cases] of Object.entries(refused)) {
  describe(`${id} refuses a value that is`, () => {
    for (const row of cases) {
      it(row[0], async () => {
        expect(await judged(row)).toEqual([id])
      })
    }
  })
}

for (const [id, cases] of Object.entries(accepted)) {
  describe(`${id} accepts a value that is`, () => {
    for (const row of cases) {
      it(row[0], async () => {
        expect(await judged(row)).toEqual([])
      })
    }
  })
}

describe('id-token.nbf', () => {
  it('says in words that it may lie as far back as it likes', async () => {
    const { test } = timeChecks[2]
    const jws = { token: '', header: {}, claims: { nbf: now + 120 } }
    const subject = { ...jws, chooseKey: () => Promise.reject(new Error('not needed')) }
    expect(test(subject, expectationWith())).toMatchObject({
      expected: 'after any time, not after 2026-11-20T12:01:00.000Z',
      actual: '2026-11-20T12:02:00.000Z',
    })
  })
})

describe('id-token.exp', () => {
  it('refuses a number that no clock will reach', async () => {
    const claims = JSON.stringify(claimsWith({ nonce })).replace(/"exp":\d+/, '"exp":1e400')
    expect(await judge(await sign(claims), expectationWith(), [key.jwk])).toEqual(['id-token.exp'])
  })
})
