import { randomId } from '../../random.ts'
import type { TokenDraft } from '../../tokens/draft.ts'
import type { Injectors } from '../inject.ts'
import { removeHeader, setHeader, strangerKey } from '../token-edits.ts'
import type { TokenEdit } from '../token-edits.ts'

/** A key that nobody publishes signs, and the header tells where to find it. */
const advertised =
  (advert: (jwk: object | undefined) => Record<string, unknown>): TokenEdit =>
  async (draft) => {
    draft.key = await strangerKey(draft.key?.alg ?? 'RS256')
    Object.assign(draft.header, advert(draft.key.publicJwk))
  }

const critical = (crit: unknown): TokenEdit => setHeader('crit', crit)

/** What an ID Token for the same user says, with the API among its audiences. */
const asIdToken: TokenEdit = ({ header, claims }) => {
  header['typ'] = 'JWT'
  claims['aud'] = [claims['client_id'] ?? claims['azp'], claims['aud']].flat()
  Object.assign(claims, { nonce: randomId(16), client_id: undefined, jti: undefined })
}

/** What a client says about itself to the token endpoint (RFC 7523 §3). */
const asClientAssertion: TokenEdit = ({ header, claims }, provider) => {
  header['typ'] = 'JWT'
  const client = claims['client_id'] ?? claims['azp']
  Object.assign(claims, { iss: client, sub: client, aud: provider.issuer, scope: undefined })
}

export const headerInjectors = {
  'access-token.kid.unknown': (draft) => {
    draft.header['kid'] = randomId(8)
  },
  'access-token.kid.other-key': async ({ header }, { keys }) => {
    header['kid'] = (await keys.signingKey(header['alg'] === 'ES256' ? 'RS256' : 'ES256')).kid
  },
  'access-token.kid.path': setHeader('kid', '../../../../dev/null'),
  'access-token.kid.line-break': setHeader('kid', 'key\r\n{"level":"info","forged":true}'),
  'access-token.kid.number': setHeader('kid', 1),
  'access-token.kid.object': setHeader('kid', {}),
  'access-token.kid.long': setHeader('kid', 'k'.repeat(2000)),
  'access-token.jwk.embedded': advertised((jwk) => ({ jwk })),
  'access-token.jku.foreign': advertised(() => ({ jku: 'http://attacker.invalid/jwks.json' })),
  'access-token.x5u.foreign': advertised(() => ({ x5u: 'http://attacker.invalid/key.pem' })),
  'access-token.crit.unknown': ({ header }) => {
    Object.assign(header, { crit: ['exp-x'], 'exp-x': true })
  },
  'access-token.crit.empty': critical([]),
  'access-token.crit.alg': critical(['alg']),
  'access-token.crit.string': critical('b64'),
  'access-token.b64.false': ({ header }) => {
    Object.assign(header, { b64: false, crit: ['b64'] })
  },
  'access-token.b64.true': setHeader('b64', true),
  'access-token.zip.unused': setHeader('zip', 'DEF'),
  'access-token.cty.nested': setHeader('cty', 'JWT'),
  'access-token.typ.long-form': setHeader('typ', 'application/at+jwt'),
  'access-token.typ.upper-case': setHeader('typ', 'AT+JWT'),
  'access-token.typ.missing': removeHeader('typ'),
  'access-token.typ.jwt': setHeader('typ', 'JWT'),
  'access-token.typ.number': setHeader('typ', 1),
  'access-token.typ.logout-token': setHeader('typ', 'logout+jwt'),
  'access-token.typ.security-event': setHeader('typ', 'secevent+jwt'),
  'access-token.typ.introspection': setHeader('typ', 'token-introspection+jwt'),
  'access-token.kind.id-token': asIdToken,
  'access-token.kind.client-assertion': asClientAssertion,
} satisfies Partial<Injectors<'access-token', TokenDraft>>
