import { rowsOf } from './rows.ts'

const { accept, reject } = rowsOf('signed-userinfo', 'another-client')

/** Userinfo responses of clients that registered an algorithm for them. */
export const signedUserinfoFaults = [
  reject(
    'signed-userinfo.signature.xor5a',
    'userinfo.signature',
    'OIDCC-5.3.2',
    'Every byte of the signature of the userinfo response is changed',
  ),
  reject(
    'signed-userinfo.signature.stranger',
    'userinfo.signature',
    'OIDCC-5.3.2',
    'Somebody else signed, under the kid of the provider',
  ),
  reject(
    'signed-userinfo.alg.none',
    'userinfo.alg',
    'RFC8725-3.1',
    'alg is none, and there is no signature',
  ),
  reject(
    'signed-userinfo.alg.mismatch',
    'userinfo.alg',
    'RFC8725-3.1',
    'A published key signed, with another algorithm than registered',
  ),
  reject(
    'signed-userinfo.alg.hs256-public-key',
    'userinfo.alg',
    'RFC8725-3.1',
    'alg is HS256, and the secret is the published key',
  ),
  reject(
    'signed-userinfo.kid.unknown',
    'userinfo.kid',
    'RFC7515-4.1.4',
    'kid names a key that is never published',
  ),
  reject(
    'signed-userinfo.iss.append1',
    'userinfo.iss',
    'OIDCC-5.3.2',
    'iss is the issuer with a 1 behind it',
  ),
  reject('signed-userinfo.iss.missing', 'userinfo.iss', 'OIDCC-5.3.2', 'iss is left out'),
  reject(
    'signed-userinfo.aud.append1',
    'userinfo.aud',
    'OIDCC-5.3.2',
    'aud is the client id with a 1 behind it',
  ),
  reject('signed-userinfo.aud.missing', 'userinfo.aud', 'OIDCC-5.3.2', 'aud is left out'),
  reject(
    'signed-userinfo.typ.id-token',
    'userinfo.typ',
    'RFC8725-3.11',
    'It is an ID Token of the user, not an answer of userinfo',
  ),
  reject(
    'signed-userinfo.format.json',
    'userinfo.format',
    'OIDCC-5.3.2',
    'The answer is plain JSON, though the client registered a signature',
  ),
  reject(
    'signed-userinfo.format.two-segments',
    'userinfo.format',
    'RFC7519-7.2',
    'The signature is cut off, with its dot',
  ),
  accept('signed-userinfo.aud.array', 'RFC7519-4.1.3', 'aud is an array that holds the client id'),
  accept('signed-userinfo.typ.missing', 'RFC8725-3.11', 'typ is left out'),
] as const
