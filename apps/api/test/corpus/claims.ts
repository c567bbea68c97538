import { show } from '@frontchannel/conformance'
import { audience } from '../issuer.ts'
import { accepts, refuses, type Case } from './case.ts'

const now = () => Math.floor(Date.now() / 1000)
const claim = (check: string, name: string, ...values: unknown[]): Case[] =>
  values.map((value) =>
    refuses(check, `${name} ${show(value).slice(0, 80)}`, (forge) =>
      forge.token({ payload: { [name]: value } }),
    ),
  )
const text = (check: string, name: string, json: string): Case =>
  refuses(check, `${name} ${json}`, (forge) => {
    const claims = JSON.stringify(forge.issuer.claims({ [name]: 'here' }))
    return forge.token({ payload: claims.replace('"here"', json) })
  })
const issuerLike = (title: string, change: (issuer: string) => unknown): Case =>
  refuses('iss', `iss ${title}`, (forge) =>
    forge.token({ payload: { iss: change(forge.issuer.url) } }),
  )
const times = (check: string, title: string, make: () => Record<string, unknown>): Case =>
  refuses(check, title, (forge) => forge.token({ payload: make() }))

/** C1.6 to C1.9: what the claims say. */
export const claims: readonly Case[] = [
  times('expired', 'expired ten minutes ago', () => ({ iat: now() - 4200, exp: now() - 600 })),
  times('expired', 'expired a minute ago', () => ({ iat: now() - 4200, exp: now() - 60 })),
  ...claim('exp', 'exp', undefined, null, '9999999999', [9_999_999_999], {}, true, 0, -1, 1e300),
  text('exp', 'exp', '1e400'),
  text('format', 'exp', 'NaN'),
  times('iat', 'issued an hour from now', () => ({ iat: now() + 3600, exp: now() + 7200 })),
  times('iat', 'issued ten years ago', () => ({ iat: now() - 315_360_000, exp: now() + 60 })),
  times('iat', 'expired before it was issued', () => ({ iat: now() + 4, exp: now() + 2 })),
  ...claim('iat', 'iat', undefined, null, 'now', 0, [1]),
  text('iat', 'iat', '-1e400'),
  times('nbf', 'not valid for ten minutes', () => ({ nbf: now() + 600 })),
  ...claim('nbf', 'nbf', '0', null, {}),
  accepts('nbf in the past', (forge) => forge.token({ payload: { nbf: now() - 10 } })),
  accepts('nbf 0, as some providers send', (forge) => forge.token({ payload: { nbf: 0 } })),
  accepts('a clock that is 3 seconds ahead', (forge) =>
    forge.token({ payload: { iat: now() + 3 } }),
  ),

  ...claim('iss', 'iss', undefined, null, '', 1, { toString: 'x' }),
  issuerLike('without its slash', (url) => url.slice(0, -1)),
  issuerLike('with two slashes', (url) => `${url}/`),
  issuerLike('in capitals', (url) => url.toUpperCase()),
  issuerLike('with https', (url) => url.replace('http:', 'https:')),
  issuerLike('in a list', (url) => [url]),
  issuerLike('in a list behind another', (url) => ['https://evil.example/', url]),
  issuerLike('of another tenant', (url) => `${url}other/`),
  issuerLike('with white space', (url) => ` ${url}`),
  issuerLike('with a query', (url) => `${url}?x`),

  ...claim('aud', 'aud', undefined, null, '', 'https://other.example/api', `${audience}.evil`, {}),
  ...claim('aud', 'aud', audience.slice(0, -1), `${audience}/`, audience.toUpperCase(), 1, true),
  ...claim('aud', 'aud', [], [[audience]], [audience, 1], [audience, null], { 0: audience }),
  ...claim('aud', 'aud', `${audience},https://x.example`, `${audience} https://x.example`),
  ...claim('aud', 'aud', [audience, 'https://stranger.example/api']),

  ...claim(
    'sub',
    'sub',
    undefined,
    null,
    '',
    1,
    ['x'],
    {},
    true,
    'x'.repeat(256),
    'x'.repeat(5000),
  ),
  ...claim('sub', 'sub', 'auth0|a\u0000b', 'auth0|a\r\nlevel: fatal'),
  text('sub', 'sub', String.raw`"auth0|\ud800"`),
  accepts('a sub of 255 characters', (forge) => forge.token({ payload: { sub: 'x'.repeat(255) } })),
  ...claim('required', 'client_id', undefined, null, '', 1, ['a'], 'x'.repeat(256)),
  ...claim('required', 'jti', undefined, null, '', 1),
  ...claim('cnf', 'cnf', { jkt: 'x' }, { 'x5t#S256': 'x' }, { jwk: {} }, {}, null, 'x'),
]
