import { compactVerify, exportJWK, generateKeyPair, type JWK } from 'jose'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createKey, keyFor } from '../../test/keys.ts'
import { expectationWith, judge, nonce } from '../../test/judge-id-token.ts'
import { claimsWith, clientId, createProvider, unsigned } from '../../test/provider.ts'
import { verifySignature } from './verify-signature.ts'

const { sign, key } = await createProvider()
const good = await sign(claimsWith({ nonce }))
const [header = '', payload = '', signature = ''] = good.split('.')

/** The first row that refuses: the rows after it have nothing to go by. */
async function refusalOf(
  token: string,
  { algorithms = ['RS256'], keys = [key.jwk] }: { algorithms?: string[]; keys?: JWK[] } = {},
): Promise<string | undefined> {
  const [first] = await judge(token, expectationWith({ algorithms }), keys)
  return first
}

const reencoded = (bytes: string): string => Buffer.from(bytes, 'latin1').toString('base64url')

describe('id-token.format', () => {
  it.each([
    ['empty', ''],
    ['one part', header],
    ['two parts', `${header}.${payload}`],
    ['four parts', `${good}.x`],
    ['five parts, encrypted', `${good}.x.x`],
    ['a JSON serialization', JSON.stringify({ payload, protected: header, signature })],
    ['padded', `${good}=`],
    ['padded in the payload', `${header}.${payload}=.${signature}`],
    ['in the alphabet of base64', `${header}.${payload}.${signature.slice(0, -4)}+/+/`],
    ['with a line break', `${header}.${payload}\n.${signature}`],
    ['with white space around it', ` ${good}`],
    ['with stray bits at the end', `${header}.${payload}.${signature.slice(0, -1)}x`],
    ['not base64url', `${header}.${payload}.%%%%`],
    ['a header that is an array', unsigned([], {})],
    ['a header that is null', unsigned('null', {})],
    ['claims that are an array', unsigned({ alg: 'RS256' }, [])],
    ['claims that are a string', unsigned({ alg: 'RS256' }, '"sub"')],
    ['claims that are not JSON', unsigned({ alg: 'RS256' }, '{sub:1}')],
    ['claims with something behind them', unsigned({ alg: 'RS256' }, '{}{}')],
    ['a repeated header member', unsigned('{"alg":"none","alg":"RS256"}', {})],
    ['a repeated claim', unsigned({ alg: 'RS256' }, '{"sub":"a","sub":"b"}')],
    [
      'a repeated claim, one of them escaped',
      unsigned({ alg: 'RS256' }, '{"sub":"a","s\\u0075b":"b"}'),
    ],
    ['a repeated member further in', unsigned({ alg: 'RS256' }, '{"a":[{"b":1,"b":2}]}')],
    [
      'a claim that reaches for the prototype',
      unsigned({ alg: 'RS256' }, '{"__proto__":{"sub":"a"}}'),
    ],
    ['a byte order mark', unsigned({ alg: 'RS256' }, '\uFEFF{}')],
    ['bytes that are not UTF-8', `${header}.${reencoded('{"sub":"\xff"}')}.${signature}`],
  ])('refuses a token that is or has %s', async (_, token) => {
    expect(await refusalOf(token)).toBe('id-token.format')
  })
})

describe('id-token.crit', () => {
  it.each([
    { crit: ['exp'], exp: 1 },
    { crit: [] },
    { crit: null },
    { b64: false },
    { b64: true },
    { zip: 'DEF' },
  ])('refuses the header member in %j', async (member) => {
    expect(await refusalOf(unsigned({ alg: 'RS256', ...member }, {}))).toBe('id-token.crit')
  })
})

describe('id-token.typ', () => {
  it.each(['at+jwt', 'application/at+jwt', 'AT+JWT', 'logout+jwt', 'dpop+jwt', 1, null])(
    'refuses %j',
    async (typ) => {
      expect(await refusalOf(unsigned({ alg: 'RS256', typ }, {}))).toBe('id-token.typ')
    },
  )

  it.each(['JWT', 'jwt', 'application/jwt', undefined])('accepts %j', async (typ) => {
    expect(
      await judge(await sign(claimsWith({ nonce }), { typ }), expectationWith(), [key.jwk]),
    ).toEqual([])
  })
})

describe('id-token.alg', () => {
  it.each([
    'none',
    'nOnE',
    'HS256',
    'RS512',
    'PS256',
    'ES256',
    'rs256',
    '',
    null,
    ['RS256'],
    undefined,
  ])('refuses %j where RS256 is configured', async (alg) => {
    expect(await refusalOf(unsigned({ alg }, claimsWith({ nonce }), signature))).toBe(
      'id-token.alg',
    )
  })

  it('refuses an HMAC that the public key is the secret of', async () => {
    const secret = await crypto.subtle.importKey(
      'raw',
      new TextEncoder().encode(JSON.stringify(key.jwk)),
      { name: 'HMAC', hash: 'SHA-256' },
      false,
      ['sign'],
    )
    const forged = unsigned({ alg: 'HS256', kid: key.kid }, claimsWith({ nonce }))
    const mac = await crypto.subtle.sign(
      'HMAC',
      secret,
      new TextEncoder().encode(forged.slice(0, -1)),
    )
    const token = forged + Buffer.from(mac).toString('base64url')
    expect(await refusalOf(token)).toBe('id-token.alg')
  })

  it('refuses a good signature by an algorithm that is not configured', async () => {
    const by = await keyFor('ES256')
    const token = await sign(claimsWith({ nonce }), {}, by)
    expect(await refusalOf(token, { keys: [key.jwk, by.jwk] })).toBe('id-token.alg')
  })

  it.each(['RS256', 'RS384', 'PS256', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519'])(
    'accepts %s where it is configured',
    async (alg) => {
      const by = await keyFor(alg)
      const token = await sign(claimsWith({ nonce }), {}, by)
      expect(await judge(token, expectationWith({ algorithms: [alg] }), [by.jwk])).toEqual([])
    },
  )
})

describe('id-token.kid', () => {
  const without = (jwk: JWK, ...names: readonly string[]): JWK =>
    Object.fromEntries(Object.entries(jwk).filter(([name]) => !names.includes(name)))
  const anonymous = async (alg: string): Promise<JWK> =>
    without((await keyFor(alg)).jwk, 'kid', 'alg', 'use')
  const withoutKid = sign(claimsWith({ nonce }), { kid: undefined })

  it('accepts no kid where exactly one key fits the algorithm', async () => {
    const keys = await Promise.all(['RS256', 'ES256', 'ES384', 'EdDSA'].map(anonymous))
    expect(await judge(await withoutKid, expectationWith(), keys)).toEqual([])
  })

  it('refuses no kid where several keys fit', async () => {
    const keys = [await anonymous('RS256'), without((await createKey('RS256')).jwk, 'kid')]
    expect(await refusalOf(await withoutKid, { keys })).toBe('id-token.kid')
  })

  it('refuses two keys of one name', async () => {
    const { jwk } = await createKey('RS256', key.kid)
    expect(await refusalOf(good, { keys: [key.jwk, jwk] })).toBe('id-token.kid')
  })

  const altered: readonly (readonly [string, Partial<JWK>])[] = [
    ['for encryption', { use: 'enc' }],
    ['not for verifying', { key_ops: ['encrypt'] }],
    ['for another algorithm', { alg: 'RS512' }],
    ['of another type', { kty: 'EC', crv: 'P-256' }],
    ['secret', { kty: 'oct', k: 'c2VjcmV0' }],
    ['of less than 2048 bits', { n: key.jwk.n?.slice(0, 300) ?? '' }],
    ['of 2048 bits that begin with zeros', { n: `AAAA${key.jwk.n?.slice(0, 338) ?? ''}` }],
    ['without modulus', { n: '' }],
    ['with a modulus that is no base64url', { n: '%%' }],
    ['without name', { kid: undefined } as unknown as Partial<JWK>],
  ]
  it.each(altered)('refuses a key that is %s', async (_, change) => {
    expect(await refusalOf(good, { keys: [{ ...key.jwk, ...change }] })).toBe('id-token.kid')
  })

  it('refuses a kid that is not a string', async () => {
    const token = unsigned({ alg: 'RS256', kid: 1 }, claimsWith({ nonce }), signature)
    expect(await refusalOf(token, { keys: [{ ...key.jwk, kid: 1 as unknown as string }] })).toBe(
      'id-token.kid',
    )
  })

  it('refuses a key on a curve that is not that of the algorithm', async () => {
    const by = await keyFor('ES256')
    const token = await sign(claimsWith({ nonce }), {}, by)
    const keys = [{ ...(await keyFor('ES384')).jwk, kid: by.kid, alg: 'ES256' }]
    expect(await refusalOf(token, { algorithms: ['ES256'], keys })).toBe('id-token.kid')
  })

  it('uses the public half of a private key that was published by mistake', async () => {
    const { privateKey } = await generateKeyPair('RS256', { extractable: true })
    const jwk = { ...(await exportJWK(privateKey)), kid: 'leaked' }
    const token = await sign(
      claimsWith({ nonce }),
      {},
      { alg: 'RS256', kid: 'leaked', privateKey, jwk },
    )
    expect(await judge(token, expectationWith(), [jwk])).toEqual([])
  })
})

describe('id-token.signature', () => {
  it('refuses the signature of another key of that name', async () => {
    const impostor = await createKey('RS256', key.kid)
    const token = await sign(claimsWith({ nonce }), {}, impostor)
    expect(await judge(token, expectationWith(), [key.jwk])).toEqual(['id-token.signature'])
  })

  it('refuses a key that the token brings along', async () => {
    const impostor = await createKey('RS256', key.kid)
    const token = await sign(claimsWith({ nonce }), { jwk: impostor.jwk }, impostor)
    expect(await judge(token, expectationWith(), [key.jwk])).toEqual(['id-token.signature'])
  })

  it('refuses claims that were not signed', async () => {
    const other = await sign(claimsWith({ nonce, aud: [clientId] }))
    const token = `${header}.${other.split('.')[1] ?? ''}.${signature}`
    expect(await judge(token, expectationWith(), [key.jwk])).toEqual(['id-token.signature'])
  })

  it('refuses an empty signature', async () => {
    expect(await refusalOf(`${header}.${payload}.`)).toBe('id-token.signature')
  })

  it('refuses a point that is not on its curve', async () => {
    const by = await keyFor('ES256')
    const token = await sign(claimsWith({ nonce }), {}, by)
    const keys = [{ ...by.jwk, y: by.jwk.x ?? '' }]
    expect(await refusalOf(token, { algorithms: ['ES256'], keys })).toBe('id-token.signature')
  })
})

describe('verifySignature', () => {
  it.each(['RS256', 'PS256', 'ES256', 'EdDSA'])(
    'agrees with jose on any change to a token signed with %s',
    async (alg) => {
      const by = await keyFor(alg)
      const token = await sign(claimsWith({ nonce }), {}, by)
      const signed = token.lastIndexOf('.')
      const position = fc.integer({ min: 0, max: token.length - 1 })
      await fc.assert(
        fc.asyncProperty(position, fc.integer({ min: 1, max: 63 }), async (at, step) => {
          const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
          const before = alphabet.indexOf(token.charAt(at))
          fc.pre(at !== signed && before !== -1)
          const changed =
            token.slice(0, at) + alphabet.charAt((before + step) % 64) + token.slice(at + 1)
          const byJose = await compactVerify(changed, by.jwk, { algorithms: [alg] }).then(
            () => true,
            () => false,
          )
          // a changed header may not be one that jose reads; ours has been read before
          if (byJose) expect(await verifySignature(changed, alg, by.jwk)).toBe(true)
          const isLastOfSignature = at === token.length - 1
          if (!isLastOfSignature) expect(await verifySignature(changed, alg, by.jwk)).toBe(false)
        }),
      )
      expect(await verifySignature(token, alg, by.jwk)).toBe(true)
    },
  )

  it('knows neither HMAC nor none', async () => {
    expect(await verifySignature(`${header}.${payload}.`, 'none', key.jwk)).toBe(false)
    expect(await verifySignature(good, 'HS256', key.jwk)).toBe(false)
  })
})
