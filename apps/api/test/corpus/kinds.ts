import { show } from '@frontchannel/conformance'
import { audience } from '../issuer.ts'
import { refuses, type Case } from './case.ts'

const typ = (value: unknown): Case =>
  refuses('typ', `typ ${show(value)}`, (forge) => forge.token({ header: { typ: value } }))

/** C1.5: tokens of the same issuer and key that are something else. */
export const kinds: readonly Case[] = [
  ...[undefined, null, '', 'JWT', 'jwt', 'logout+jwt', 'secevent+jwt', 'dpop+jwt'].map(typ),
  ...['token-introspection+jwt', 'oauth-authz-req+jwt', 'at+jwt+x', 'application/', 1, {}].map(typ),
  ...[['at+jwt'], 'at+jwt; x', 'text/at+jwt', 'application/application/at+jwt'].map(typ),
  refuses('typ', 'an ID Token whose aud also lists the API', (forge) =>
    forge.token({
      header: { typ: 'JWT' },
      payload: { aud: ['timesheets-spa', audience], nonce: 'n', client_id: undefined },
    }),
  ),
  refuses('format', 'a refresh token', () => 'v1.MRrt_8f7c2d1e-93f2-4e0b-a3d5'),
  refuses('format', 'an authorization code', () => 'Zk7Qm0b8-4kQ_2d1'),
  refuses('format', 'a JWE round an unsigned JWT', () => {
    const header = Buffer.from('{"alg":"dir","enc":"A256GCM","cty":"JWT"}').toString('base64url')
    return `${header}..AAAAAAAAAAAAAAAA.eyJhbGciOiJub25lIn0.AAAAAAAAAAAAAAAAAAAAAA`
  }),
  refuses('format', 'PBES2 with two thousand million rounds', () => {
    const header = { alg: 'PBES2-HS256+A128KW', enc: 'A128GCM', p2c: 2 ** 31 - 1, p2s: 'AAAA' }
    return `${Buffer.from(JSON.stringify(header)).toString('base64url')}.AAAA.AAAA.AAAA.AAAA`
  }),
]
