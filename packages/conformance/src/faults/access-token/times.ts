import { rowsOf } from '../rows.ts'

const { accept, reject } = rowsOf('access-token', 'resource-server')
const exp = 'access-token.exp'
const iat = 'access-token.iat'
const nbf = 'access-token.nbf'

/** Times of an Access Token that are over, not yet, or no times. */
export const accessTokenTimeFaults = [
  reject(
    'access-token.exp.past',
    'access-token.expired',
    'RFC7519-4.1.4',
    'The Access Token expired ten minutes ago',
  ),
  reject('access-token.exp.missing', exp, 'RFC9068-2.2', 'exp is left out'),
  reject('access-token.exp.string', exp, 'RFC7519-4.1.4', 'exp is a string'),
  reject('access-token.exp.null', exp, 'RFC7519-4.1.4', 'exp is null'),
  reject(
    'access-token.exp.infinite',
    exp,
    'RFC7519-4.1.4',
    'exp is 1e400, which parsers read as infinity',
  ),
  reject(
    'access-token.exp.not-a-number',
    'access-token.format',
    'RFC7519-4.1.4',
    'exp is NaN, which is not JSON',
  ),
  reject('access-token.exp.array', exp, 'RFC7519-4.1.4', 'exp is an array'),
  reject('access-token.exp.true', exp, 'RFC7519-4.1.4', 'exp is true'),
  reject('access-token.exp.zero', exp, 'RFC7519-4.1.4', 'exp is 0'),
  reject('access-token.exp.object', exp, 'RFC7519-4.1.4', 'exp is an object'),
  accept('access-token.exp.fraction', 'RFC7519-4.1.4', 'exp has a fraction'),
  reject('access-token.nbf.future', nbf, 'RFC7519-4.1.5', 'nbf is ten minutes from now'),
  reject('access-token.nbf.string', nbf, 'RFC7519-4.1.5', 'nbf is a string'),
  reject('access-token.iat.missing', iat, 'RFC9068-2.2', 'iat is left out'),
  reject('access-token.iat.future', iat, 'RFC7519-4.1.6', 'iat is in an hour'),
  reject(
    'access-token.iat.decade-old',
    iat,
    'RFC7519-4.1.6',
    'iat is ten years ago, exp still to come',
  ),
  reject('access-token.iat.after-exp', iat, 'RFC7519-4.1.6', 'iat is after exp'),
] as const
