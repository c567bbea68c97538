import { createLocalJWKSet, jwtVerify } from 'jose'
import type { JSONWebKeySet } from 'jose'
import { describe, expect, it } from 'vitest'
import { api, issuer, setUp } from '../fixture.ts'
import { rowsOf } from './rows.ts'

const now = new Date('2026-11-20T12:00:00Z')

/** What jose alone lets pass: the reason why every verifier needs checks of its own. */
const unseenByJose = new Set<string>([
  // clients must refuse these, and jose is not asked to
  'id-token.sub.empty',
  'id-token.sub.number',
  'id-token.sub.long',
  'id-token.aud.untrusted-extra',
  'id-token.aud.untrusted-with-azp',
  'id-token.azp.mismatch',
  'id-token.exp.infinite',
  'id-token.iat.week-old',
  'id-token.iat.future',
  'id-token.nonce.append1',
  'id-token.nonce.missing',
  'id-token.at_hash.append1',
  'id-token.at_hash.missing',
  'id-token.at_hash.empty',
  'id-token.at_hash.longer',
  'id-token.at_hash.case',
  'id-token.at_hash.padded',
  'id-token.c_hash.append1',
  'id-token.c_hash.missing',
  'id-token.typ.access-token',
  'id-token.typ.logout-token',
  'id-token.format.duplicate-member',
  'id-token.format.padded',
  'id-token.format.non-canonical',
  'id-token.format.duplicate-alg',
  'id-token.auth_time.stale',
  'id-token.auth_time.missing',
  // resource servers likewise
  'access-token.format.non-canonical',
  'access-token.format.padded',
  'access-token.format.duplicate-alg',
  'access-token.format.byte-order-mark',
  'access-token.cty.nested',
  'access-token.format.duplicate-claim',
  'access-token.format.nested-deeply',
  'access-token.exp.infinite',
  'access-token.iat.future',
  'access-token.iat.decade-old',
  'access-token.iat.after-exp',
  'access-token.sub.number',
  'access-token.sub.array',
  'access-token.sub.long',
  'access-token.cnf.bound',
  ...rowsOf('access-token')
    .map(({ id }) => id as string)
    .filter((id) => id.startsWith('access-token.scope.')),
])

/** What a minted token does not have, or has at random. */
const seenInLogins = /\.(at_hash|c_hash|nonce|auth_time)\./

const kinds = {
  'id-token': {
    audience: 'spa',
    algorithms: ['RS256'],
    requiredClaims: ['sub', 'iat', 'exp'],
    clockTolerance: 30,
  },
  'access-token': {
    audience: api,
    algorithms: ['RS256'],
    typ: 'at+jwt',
    requiredClaims: ['sub', 'iat', 'exp', 'jti', 'client_id'],
  },
} as const

describe.each(['id-token', 'access-token'] as const)('each fault of an %s', (kind) => {
  it.each(rowsOf(kind))('$id is committed', async ({ id, verdict }) => {
    const { idp, get } = setUp({ now: () => now })
    const { token } = await idp.control.mint({ kind, faults: [id] })
    const jwks = (await (await get('.well-known/jwks.json')).json()) as JSONWebKeySet
    const options = { issuer, currentDate: now, ...kinds[kind] }
    const refused = await jwtVerify(token, createLocalJWKSet(jwks), options as never).then(
      () => false,
      () => true,
    )
    expect(refused).toBe(verdict === 'reject' && !unseenByJose.has(id))
  })

  const unseen = rowsOf(kind).filter(
    ({ id, verdict }) => (verdict === 'accept' || unseenByJose.has(id)) && !seenInLogins.test(id),
  )

  it.each(unseen)('$id is to be seen in the token', async ({ id }) => {
    const minted = async (faults: (typeof id)[]): Promise<string> => {
      const { idp } = setUp({ now: () => now })
      return (await idp.control.mint({ kind, faults })).token
    }
    expect(shapeOf(await minted([id]))).not.toEqual(shapeOf(await minted([])))
  })
})

/** What can be compared: random values are told by their names. */
function shapeOf(token: string): unknown {
  const text = (segment = ''): string =>
    Buffer.from(segment, 'base64url')
      .toString()
      .replace(/"(jti|nonce)":"[\w-]+"/g, '"$1"')
  const [header, claims, ...rest] = token.split('.')
  // 256 bytes end with one of four letters, if they are written as they should be
  return [text(header), text(claims), rest.length, /[AQgw]$/.test(token)]
}
