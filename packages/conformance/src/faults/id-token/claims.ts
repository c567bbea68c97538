import { rowsOf } from '../rows.ts'

const { accept, reject } = rowsOf('id-token', 'relying-party')

const hashed = { needs: ['id_token', 'token'] } as const
const codeHashed = { needs: ['code', 'id_token'] } as const

/** Claims of an ID Token that are wrong under a good signature. */
export const idTokenClaimFaults = [
  reject(
    'id-token.iss.append1',
    'id-token.iss',
    'OIDCC-3.1.3.7',
    'iss is the issuer with a 1 behind it',
    { oidf: 'oidcc-client-test-invalid-iss' },
  ),
  reject('id-token.iss.missing', 'id-token.iss', 'OIDCC-2', 'iss is left out'),
  reject(
    'id-token.iss.slash',
    'id-token.iss',
    'RFC7519-4.1.1',
    'iss has the slash at the end that the issuer lacks, or lacks the one it has',
  ),
  reject('id-token.iss.case', 'id-token.iss', 'RFC7519-4.1.1', 'iss is in upper case'),
  reject(
    'id-token.iss.array',
    'id-token.iss',
    'RFC7519-4.1.1',
    'iss is an array that holds the issuer',
  ),
  reject('id-token.iss.scheme', 'id-token.iss', 'RFC7519-4.1.1', 'iss has the other scheme'),
  reject('id-token.iss.port', 'id-token.iss', 'RFC7519-4.1.1', 'iss has a port behind its host'),
  reject('id-token.sub.missing', 'id-token.sub', 'OIDCC-2', 'sub is left out', {
    oidf: 'oidcc-client-test-missing-sub',
  }),
  reject('id-token.sub.empty', 'id-token.sub', 'OIDCC-2', 'sub is the empty string'),
  reject('id-token.sub.number', 'id-token.sub', 'RFC7519-4.1.2', 'sub is a number'),
  reject(
    'id-token.sub.long',
    'id-token.sub',
    'OIDCC-2',
    'sub has 256 characters, one more than allowed',
  ),
  reject(
    'id-token.aud.append1',
    'id-token.aud',
    'OIDCC-3.1.3.7',
    'aud is the client id with a 1 behind it',
    { oidf: 'oidcc-client-test-invalid-aud' },
  ),
  reject('id-token.aud.missing', 'id-token.aud', 'OIDCC-2', 'aud is left out', {
    oidf: 'oidcc-client-test-missing-aud',
  }),
  reject(
    'id-token.aud.untrusted-extra',
    'id-token.aud',
    'OIDCC-3.1.3.7',
    'aud also names an audience that the client does not know',
  ),
  reject(
    'id-token.aud.untrusted-with-azp',
    'id-token.aud',
    'OIDCC-3.1.3.7',
    'aud also names an audience that the client does not know, and azp the client',
  ),
  accept('id-token.aud.array', 'RFC7519-4.1.3', 'aud is an array that holds the client id alone'),
  reject('id-token.azp.mismatch', 'id-token.azp', 'OIDCC-3.1.3.7', 'azp names another client'),
  reject(
    'id-token.exp.past',
    'id-token.exp',
    'RFC7519-4.1.4',
    'The ID Token expired ten minutes ago',
  ),
  reject('id-token.exp.missing', 'id-token.exp', 'OIDCC-2', 'exp is left out'),
  reject('id-token.exp.string', 'id-token.exp', 'RFC7519-4.1.4', 'exp is a string'),
  reject(
    'id-token.exp.infinite',
    'id-token.exp',
    'RFC7519-4.1.4',
    'exp is 1e400, which parsers read as infinity',
  ),
  accept('id-token.exp.skewed', 'RFC7519-4.1.4', 'The ID Token expired 20 seconds ago'),
  reject('id-token.iat.missing', 'id-token.iat', 'OIDCC-2', 'iat is left out', {
    oidf: 'oidcc-client-test-missing-iat',
  }),
  reject(
    'id-token.iat.week-old',
    'id-token.iat',
    'OIDCC-3.1.3.7',
    'The ID Token was issued a week ago',
  ),
  reject(
    'id-token.iat.future',
    'id-token.iat',
    'RFC7519-4.1.6',
    'The ID Token will be issued in an hour',
  ),
  accept('id-token.iat.skewed', 'RFC7519-4.1.6', 'The clock of the provider is 20 seconds fast'),
  reject('id-token.nbf.future', 'id-token.nbf', 'RFC7519-4.1.5', 'nbf is ten minutes from now'),
  reject(
    'id-token.auth_time.stale',
    'id-token.auth_time',
    'OIDCC-3.1.2.1',
    'The user authenticated a day ago, longer than max_age allows',
  ),
  reject(
    'id-token.auth_time.missing',
    'id-token.auth_time',
    'OIDCC-2',
    'auth_time is left out, though the request has max_age',
  ),
  reject(
    'id-token.nonce.append1',
    'id-token.nonce',
    'OIDCC-3.2.2.11',
    'The nonce in the ID Token is not the one of the request',
    { oidf: 'oidcc-client-test-nonce-invalid' },
  ),
  reject('id-token.nonce.missing', 'id-token.nonce', 'OIDCC-3.2.2.11', 'The nonce is left out'),
  reject(
    'id-token.at_hash.append1',
    'id-token.at_hash',
    'OIDCC-3.2.2.9',
    'at_hash is not the hash of the Access Token beside it',
    { ...hashed, oidf: 'oidcc-client-test-invalid-athash' },
  ),
  reject('id-token.at_hash.missing', 'id-token.at_hash', 'OIDCC-3.2.2.9', 'at_hash is left out', {
    ...hashed,
    oidf: 'oidcc-client-test-missing-athash',
  }),
  reject(
    'id-token.at_hash.empty',
    'id-token.at_hash',
    'OIDCC-3.2.2.9',
    'at_hash is the empty string',
    hashed,
  ),
  reject(
    'id-token.at_hash.longer',
    'id-token.at_hash',
    'OIDCC-3.2.2.9',
    'at_hash begins with the right hash, and goes on',
    hashed,
  ),
  reject(
    'id-token.at_hash.case',
    'id-token.at_hash',
    'OIDCC-3.2.2.9',
    'at_hash is in the other case',
    hashed,
  ),
  reject(
    'id-token.at_hash.padded',
    'id-token.at_hash',
    'OIDCC-3.2.2.9',
    'at_hash has base64 padding behind it',
    hashed,
  ),
  reject(
    'id-token.c_hash.append1',
    'id-token.c_hash',
    'OIDCC-3.3.2.10',
    'c_hash is not the hash of the code beside it',
    { ...codeHashed, oidf: 'oidcc-client-test-invalid-chash' },
  ),
  reject('id-token.c_hash.missing', 'id-token.c_hash', 'OIDCC-3.3.2.10', 'c_hash is left out', {
    ...codeHashed,
    oidf: 'oidcc-client-test-missing-chash',
  }),
  accept(
    'id-token.claims.unicode',
    'RFC7519-7.2',
    'The name is made of characters beyond ASCII, one beyond 16 bits',
  ),
  accept(
    'id-token.claims.hostile',
    'OIDCC-5.3.2',
    'The name is markup, the picture a script, the nickname runs from right to left',
  ),
] as const
