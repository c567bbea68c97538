import { rowsOf } from '../rows.ts'

const { accept, reject } = rowsOf('access-token', 'resource-server')
const kid = 'access-token.kid'
const key = 'access-token.key'
const crit = 'access-token.crit'
const signature = 'access-token.signature'
const typ = 'access-token.typ'

/** Header parameters of an Access Token that mislead. */
export const accessTokenHeaderFaults = [
  reject(
    'access-token.kid.unknown',
    key,
    'RFC7515-4.1.4',
    'kid names a key that is never published',
  ),
  reject(
    'access-token.kid.other-key',
    key,
    'RFC7515-4.1.4',
    'kid names a published key of another algorithm',
  ),
  reject('access-token.kid.path', key, 'RFC7515-4.1.4', 'kid is a path to a file'),
  reject('access-token.kid.line-break', key, 'RFC7515-4.1.4', 'kid holds a line break'),
  reject('access-token.kid.number', kid, 'RFC7515-4.1.4', 'kid is a number'),
  reject('access-token.kid.object', kid, 'RFC7515-4.1.4', 'kid is an object'),
  reject(
    'access-token.kid.long',
    'access-token.format',
    'RFC7515-4.1.4',
    'kid has 2000 characters, more than a header may have',
  ),
  reject(
    'access-token.jwk.embedded',
    signature,
    'RFC7515-5.2',
    'The header brings the key that verifies the signature',
  ),
  reject(
    'access-token.jku.foreign',
    signature,
    'RFC7515-5.2',
    'jku says where the key that verifies the signature can be fetched',
  ),
  reject(
    'access-token.x5u.foreign',
    signature,
    'RFC7515-5.2',
    'x5u says where the certificate can be fetched',
  ),
  reject(
    'access-token.crit.unknown',
    crit,
    'RFC7515-4.1.11',
    'crit names an extension that nobody knows',
  ),
  reject('access-token.crit.empty', crit, 'RFC7515-4.1.11', 'crit is an empty array'),
  reject('access-token.crit.alg', crit, 'RFC7515-4.1.11', 'crit names alg, which is no extension'),
  reject('access-token.crit.string', crit, 'RFC7515-4.1.11', 'crit is a string'),
  reject(
    'access-token.b64.false',
    crit,
    'RFC7515-4.1.11',
    'b64 says that the claims are not encoded',
  ),
  accept('access-token.b64.true', 'RFC7515-4.1.11', 'b64 says what is true anyway'),
  accept('access-token.zip.unused', 'RFC7515-4.1.11', 'zip is set, which a signed token ignores'),
  reject(
    'access-token.cty.nested',
    'access-token.cty',
    'RFC8725-3.11',
    'cty says that another JWT is inside',
  ),
  accept('access-token.typ.long-form', 'RFC9068-4', 'typ is application/at+jwt'),
  accept('access-token.typ.upper-case', 'RFC9068-4', 'typ is AT+JWT'),
  reject('access-token.typ.missing', typ, 'RFC9068-2.1', 'typ is left out'),
  reject('access-token.typ.jwt', typ, 'RFC9068-2.1', 'typ is JWT'),
  reject('access-token.typ.number', typ, 'RFC9068-4', 'typ is a number'),
  reject(
    'access-token.typ.logout-token',
    typ,
    'RFC8725-3.11',
    'typ says that it is a logout token',
  ),
  reject(
    'access-token.typ.security-event',
    typ,
    'RFC8725-3.11',
    'typ says that it is a security event',
  ),
  reject(
    'access-token.typ.introspection',
    typ,
    'RFC8725-3.11',
    'typ says that it is an introspection response',
  ),
  reject(
    'access-token.kind.id-token',
    typ,
    'RFC8725-3.11',
    'It is an ID Token whose aud also lists the API',
  ),
  reject(
    'access-token.kind.client-assertion',
    typ,
    'RFC8725-3.11',
    'It is a client assertion: iss and sub are the client',
  ),
] as const
