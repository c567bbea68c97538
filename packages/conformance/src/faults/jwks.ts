import { rowsOf } from './rows.ts'

const { accept, reject } = rowsOf('jwks', 'relying-party')

export const jwksFaults = [
  accept('jwks.kid.missing', 'RFC7515-4.1.4', 'No key has a kid, nor has any token', {
    oidf: 'oidcc-client-test-kid-absent-single-jwks',
  }),
  reject(
    'jwks.kid.missing-many',
    'id-token.kid',
    'RFC7515-4.1.4',
    'There are three keys of each kind, and no kid',
    { oidf: 'oidcc-client-test-kid-absent-multiple-jwks' },
  ),
  reject('jwks.kid.duplicated', 'id-token.kid', 'RFC7515-4.1.4', 'Two keys have the same kid'),
  reject('jwks.keys.empty', 'id-token.kid', 'OIDCC-10.1', 'The key set is empty'),
  reject(
    'jwks.keys.stranger',
    'id-token.signature',
    'RFC7515-5.2',
    'The published key is not the one that signs',
  ),
  reject(
    'jwks.keys.encryption',
    'id-token.kid',
    'RFC7515-4.1.4',
    'The keys are said to be for encryption',
  ),
  reject('jwks.keys.weak', 'id-token.kid', 'RFC7518-3.3', 'The key that signs has 1024 bits'),
  accept('jwks.keys.symmetric', 'RFC8725-3.1', 'The key set also holds a shared secret'),
  accept('jwks.keys.private', 'RFC7515-4.1.4', 'The key set holds the private members too'),
  accept(
    'jwks.keys.unknown',
    'RFC7515-4.1.4',
    'The key set also holds keys of kinds that nobody knows',
  ),
  accept('jwks.alg.missing', 'RFC7515-4.1.4', 'The keys do not say what they are for'),
] as const
