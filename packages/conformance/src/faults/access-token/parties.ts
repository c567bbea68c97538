import { rowsOf } from '../rows.ts'

const { accept, reject } = rowsOf('access-token', 'resource-server')
const iss = 'access-token.iss'
const aud = 'access-token.aud'
const sub = 'access-token.sub'
const required = 'access-token.required'

/** Who issued an Access Token, for whom, about whom: wrong or missing. */
export const accessTokenPartyFaults = [
  reject('access-token.iss.missing', iss, 'RFC9068-4', 'iss is left out'),
  reject('access-token.iss.slash', iss, 'RFC7519-4.1.1', 'iss differs by the slash at its end'),
  reject('access-token.iss.case', iss, 'RFC7519-4.1.1', 'iss is in upper case'),
  reject('access-token.iss.scheme', iss, 'RFC7519-4.1.1', 'iss has the other scheme'),
  reject('access-token.iss.port', iss, 'RFC7519-4.1.1', 'iss has a port behind its host'),
  reject('access-token.iss.array', iss, 'RFC7519-4.1.1', 'iss is an array that holds the issuer'),
  reject(
    'access-token.iss.array-foreign',
    iss,
    'RFC7519-4.1.1',
    'iss is an array of another provider and the issuer',
  ),
  reject('access-token.iss.tenant', iss, 'RFC7519-4.1.1', 'iss is another tenant of the provider'),
  reject('access-token.iss.null', iss, 'RFC7519-4.1.1', 'iss is null'),
  reject('access-token.iss.object', iss, 'RFC7519-4.1.1', 'iss is an object'),
  accept('access-token.aud.array', 'RFC7519-4.1.3', 'aud is an array of the API and userinfo'),
  reject('access-token.aud.foreign', aud, 'RFC7519-4.1.3', 'aud is another API'),
  reject('access-token.aud.longer', aud, 'RFC7519-4.1.3', 'aud is the API with .evil behind it'),
  reject(
    'access-token.aud.shorter',
    aud,
    'RFC7519-4.1.3',
    'aud is the API without its last character',
  ),
  reject('access-token.aud.slash', aud, 'RFC7519-4.1.3', 'aud differs by the slash at its end'),
  reject('access-token.aud.missing', aud, 'RFC9068-4', 'aud is left out'),
  reject('access-token.aud.empty', aud, 'RFC7519-4.1.3', 'aud is the empty string'),
  reject('access-token.aud.null', aud, 'RFC7519-4.1.3', 'aud is null'),
  reject('access-token.aud.nested', aud, 'RFC7519-4.1.3', 'aud is an array in an array'),
  reject('access-token.aud.object', aud, 'RFC7519-4.1.3', 'aud is an object'),
  reject(
    'access-token.aud.comma-joined',
    aud,
    'RFC7519-4.1.3',
    'aud is two APIs joined by a comma',
  ),
  reject(
    'access-token.aud.space-joined',
    aud,
    'RFC7519-4.1.3',
    'aud is two APIs joined by a space',
  ),
  reject('access-token.aud.case', aud, 'RFC7519-4.1.3', 'aud is in upper case'),
  reject('access-token.sub.missing', sub, 'RFC9068-2.2', 'sub is left out'),
  reject('access-token.sub.number', sub, 'RFC7519-4.1.2', 'sub is a number'),
  reject('access-token.sub.array', sub, 'RFC7519-4.1.2', 'sub is an array'),
  reject('access-token.sub.long', sub, 'RFC9068-2.2', 'sub has 5000 characters'),
  reject('access-token.client_id.missing', required, 'RFC9068-2.2', 'client_id is left out'),
  reject('access-token.jti.missing', required, 'RFC9068-2.2', 'jti is left out'),
  reject(
    'access-token.cnf.bound',
    'access-token.cnf',
    'RFC9068-4',
    'The token is bound to a certificate that nobody asks for',
  ),
] as const
