import { rowsOf } from './rows.ts'

const { accept, reject, report } = rowsOf('token-response', 'relying-party')

const hybrid = { needs: ['code', 'id_token'] } as const

/** The answer of the token endpoint, while what came through the front channel is good. */
export const tokenResponseFaults = [
  reject(
    'token-response.id_token.iss.append1',
    'id-token.iss',
    'OIDCC-3.3.3.6',
    'iss of the second ID Token is the issuer with a 1 behind it',
  ),
  reject(
    'token-response.id_token.sub.append1',
    'id-token.sub',
    'OIDCC-3.3.3.6',
    'The second ID Token is about somebody else',
    hybrid,
  ),
  reject(
    'token-response.id_token.aud.append1',
    'id-token.aud',
    'OIDCC-3.1.3.7',
    'The second ID Token is for another client',
  ),
  reject(
    'token-response.id_token.nonce.append1',
    'id-token.nonce',
    'OIDCC-3.1.3.7',
    'The nonce of the second ID Token is not that of the request',
  ),
  reject(
    'token-response.id_token.signature.xor5a',
    'id-token.signature',
    'RFC7515-5.2',
    'The signature of the second ID Token is spoiled',
  ),
  reject(
    'token-response.id_token.alg.none',
    'id-token.alg',
    'RFC8725-3.1',
    'The second ID Token has no signature',
  ),
  reject(
    'token-response.id_token.exp.past',
    'id-token.exp',
    'RFC7519-4.1.4',
    'The second ID Token has expired',
  ),
  reject(
    'token-response.id_token.at_hash.append1',
    'id-token.at_hash',
    'OIDCC-3.2.2.9',
    'at_hash of the second ID Token is that of another Access Token',
  ),
  reject(
    'token-response.id_token.missing',
    'token-response.members',
    'OIDCC-3.1.3.3',
    'The second ID Token is left out',
  ),
  reject(
    'token-response.access_token.missing',
    'token-response.members',
    'RFC6749-5.1',
    'access_token is left out',
  ),
  reject(
    'token-response.access_token.number',
    'token-response.members',
    'RFC6749-5.1',
    'access_token is a number',
  ),
  reject(
    'token-response.token_type.missing',
    'token-response.token_type',
    'RFC6749-5.1',
    'token_type is left out',
  ),
  reject(
    'token-response.token_type.mac',
    'token-response.token_type',
    'RFC6749-7.1',
    'token_type is mac',
  ),
  accept('token-response.token_type.lower-case', 'RFC6749-7.1', 'token_type is in lower case'),
  accept('token-response.expires_in.missing', 'RFC6749-5.1', 'expires_in is left out'),
  accept('token-response.expires_in.string', 'RFC6749-5.1', 'expires_in is a string of digits'),
  accept(
    'token-response.extra.unknown',
    'RFC6749-5.1',
    'The response has a member that nobody knows',
  ),
  reject(
    'token-response.refreshed.iss.append1',
    'id-token.iss',
    'OIDCC-12.2',
    'iss of a refreshed ID Token is the issuer with a 1 behind it',
    { oidf: 'oidcc-client-test-refresh-token-invalid-issuer' },
  ),
  reject(
    'token-response.refreshed.sub.append1',
    'id-token.sub',
    'OIDCC-12.2',
    'A refreshed ID Token is about somebody else',
    { oidf: 'oidcc-client-test-refresh-token-invalid-sub' },
  ),
  reject(
    'token-response.refreshed.aud.append1',
    'id-token.aud',
    'OIDCC-12.2',
    'A refreshed ID Token is for another client',
  ),
  report('token-response.error.invalid_grant', 'RFC6749-5.2', 'The answer is invalid_grant'),
  report('token-response.error.invalid_client', 'RFC6749-5.2', 'The answer is invalid_client'),
  report(
    'token-response.error.lost',
    'RFC6749-5.2',
    'The grant is used up, but its answer is lost on the way',
  ),
] as const
