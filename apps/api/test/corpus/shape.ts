import { accepts, refuses, type Case } from './case.ts'

const json = (claims: object) => JSON.stringify(claims)
const deep = (depth: number) => '['.repeat(depth) + ']'.repeat(depth)
const parts = (token: string) => token.split('.') as [string, string, string]

/** C1.1 and C1.2: what a token looks like from outside. */
export const shape: readonly Case[] = [
  accepts('a good token', (forge) => forge.token()),
  accepts('aud as a list with the API in it', ({ issuer }) =>
    issuer.token({ aud: ['https://timesheets.example.com/api', `${issuer.url}userinfo`] }),
  ),
  accepts('typ application/at+jwt', (forge) =>
    forge.token({ header: { typ: 'application/at+jwt' } }),
  ),
  accepts('typ AT+JWT', (forge) => forge.token({ header: { typ: 'AT+JWT' } })),
  accepts('an exp with a fraction', (forge) =>
    forge.token({ payload: { exp: Date.now() / 1000 + 60.5 } }),
  ),
  accepts('b64 true without crit', (forge) => forge.token({ header: { b64: true } })),
  accepts('zip, which means nothing in a JWS', (forge) => forge.token({ header: { zip: 'DEF' } })),
  accepts('header parameters that nobody knows', (forge) => forge.token({ header: { x5t: 'a' } })),
  accepts('a claim named __proto__', (forge) => {
    const claims = json(forge.issuer.claims())
    return forge.token({ payload: claims.replace('{', '{"__proto__":{"admin":true},') })
  }),
  accepts('a claim of other letters', (forge) =>
    forge.token({ payload: { name: 'Zoë 🚲 "x": y' } }),
  ),
  accepts('claims with white space and escapes', (forge) =>
    forge.token({ payload: JSON.stringify(forge.issuer.claims({ note: 'a\\":{}' }), null, 2) }),
  ),
  accepts('a token of 7 KB', (forge) => forge.token({ payload: { filler: 'x'.repeat(4700) } })),
  refuses('format', 'more than 8 KB', (forge) =>
    forge.token({ payload: { filler: 'x'.repeat(7000) } }),
  ),
  refuses('format', 'an opaque string', () => 'v1.local-opaque_string'),
  refuses('format', 'one segment', () => 'abcdef'),
  refuses('format', 'two segments', (forge) => forge.unsigned()),
  refuses('format', 'four segments', (forge) => `${forge.token()}.abcd`),
  refuses('format', 'five segments, a JWE', (forge) => {
    const [, payload] = parts(forge.token())
    const header = Buffer.from(json({ alg: 'RSA-OAEP', enc: 'A256GCM' })).toString('base64url')
    return `${header}.${payload}.AAAA.${payload}.AAAA`
  }),
  refuses('format', 'dots alone', () => '.'.repeat(8000)),
  refuses('format', 'empty segments', () => '..'),
  refuses('format', 'a header that is no JSON', (forge) => forge.token({ header: 'not json' })),
  refuses('format', 'a header that is a string', (forge) => forge.token({ header: '"RS256"' })),
  refuses('format', 'a header that is null', (forge) => forge.token({ header: 'null' })),
  refuses('format', 'a header of more than 1 KB', (forge) =>
    forge.token({ header: { filler: 'x'.repeat(1100) } }),
  ),
  refuses('format', 'a payload that is a string', (forge) => forge.token({ payload: '"claims"' })),
  refuses('format', 'a payload that is a list', (forge) => forge.token({ payload: '[{}]' })),
  refuses('format', 'a payload that is a number', (forge) => forge.token({ payload: '1' })),
  refuses('format', 'an empty payload', (forge) => forge.token({ payload: '' })),
  refuses('format', 'a padded signature', (forge) => `${forge.token()}=`),
  refuses('format', 'a padded header', (forge) => {
    const [header, payload] = parts(forge.token({ header: { pad: 'x' } }))
    const input = `${header}==.${payload}`
    return `${input}.${forge.signature(input)}`
  }),
  refuses('format', 'something after the signature', (forge) => `${forge.token()}!!`),
  refuses('format', 'JSON Serialization', (forge) => {
    const [header, payload, signature] = parts(forge.token())
    return json({ payload, protected: header, signature })
  }),
  refuses('format', 'the alphabet of plain base64', (forge) => {
    const filler = { filler: '~~~???>>>'.repeat(3) }
    const header = Buffer.from(json({ alg: 'RS256', typ: 'at+jwt', kid: 'k1', ...filler }))
    const input = `${header.toString('base64').replaceAll('=', '')}.${parts(forge.token())[1]}`
    return `${input}.${forge.signature(input)}`
  }),
  refuses('format', 'a last character with bits that no byte has', (forge) => {
    const token = forge.token()
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
    const last = alphabet.indexOf(token.at(-1) ?? '')
    return token.slice(0, -1) + (alphabet[last ^ 1] ?? '')
  }),
  refuses('format', 'the same claim twice', (forge) => {
    const claims = json(forge.issuer.claims())
    return forge.token({ payload: claims.replace('{', '{"sub":"auth0|admin",') })
  }),
  refuses('format', 'the same claim twice, once with an escape', (forge) => {
    const claims = json(forge.issuer.claims())
    return forge.token({ payload: claims.replace('{', String.raw`{"s\u0075b":"auth0|admin",`) })
  }),
  refuses('format', 'the same member twice deep inside', (forge) => {
    const claims = json(forge.issuer.claims())
    return forge.token({ payload: claims.replace('{', '{"deep":[{"a":1,"a":2}],') })
  }),
  refuses('format', 'alg twice in the header', (forge) =>
    forge.token({ header: '{"alg":"none","alg":"RS256","typ":"at+jwt","kid":"k1"}' }),
  ),
  refuses('format', 'a byte order mark', (forge) =>
    forge.token({ payload: `\ufeff${json(forge.issuer.claims())}` }),
  ),
  refuses('format', 'bytes that are no UTF-8', (forge) =>
    forge.token({
      payload: Buffer.from(json(forge.issuer.claims({ name: 'Zo\xeb' })), 'latin1'),
    }),
  ),
  refuses('format', 'UTF-16', (forge) =>
    forge.token({ payload: Buffer.from(json(forge.issuer.claims()), 'utf16le') }),
  ),
  refuses('format', 'two JSON texts', (forge) =>
    forge.token({ payload: `${json(forge.issuer.claims())}{}` }),
  ),
  refuses('format', 'a tree 1500 levels deep', (forge) => {
    const claims = json(forge.issuer.claims())
    return forge.token({ payload: claims.replace('{', `{"deep":${deep(1500)},`) })
  }),
  refuses(
    'format',
    'a PASETO',
    () => `v4.public.${Buffer.from('x'.repeat(200)).toString('base64url')}`,
  ),
]
