import { createPublicKey, KeyObject, sign } from 'node:crypto'
import { show } from '@frontchannel/conformance'
import { makeKey } from '../issuer.ts'
import { encode, type Forge } from '../forge.ts'
import { accepts, refuses, type Case } from './case.ts'

const publicPem = ({ issuer }: Forge) =>
  createPublicKey({ key: issuer.key.jwk, format: 'jwk' }).export({
    format: 'pem',
    type: 'spki',
  })

const alg = (value: unknown): Case =>
  refuses('alg', `alg ${show(value)}`, (forge) => forge.token({ header: { alg: value } }))

/** C1.3: who signed, and with what. */
export const signature: readonly Case[] = [
  ...[
    undefined,
    null,
    '',
    'none',
    'NONE',
    'nOnE',
    'None',
    'rs256',
    'RS256 ',
    ['RS256'],
    { a: 1 },
  ].map(alg),
  ...['RS384', 'RS512', 'PS256', 'ES256', 'ES256K', 'EdDSA', 'HS256', 'HS512', 'dir', 1].map(alg),
  refuses('format', 'alg none and no signature', (forge) => {
    return `${forge.unsigned({ header: { alg: 'none' } })}.`
  }),
  refuses('format', 'an empty signature', (forge) => `${forge.unsigned()}.`),
  refuses('alg', 'HS256 with the published key as its secret', (forge) =>
    forge.hmac(publicPem(forge)),
  ),
  refuses('alg', 'HS256 with the JWK as its secret', (forge) =>
    forge.hmac(JSON.stringify(forge.issuer.key.jwk)),
  ),
  refuses('alg', 'HS256 with the modulus as its secret', (forge) =>
    forge.hmac(Buffer.from(forge.issuer.key.jwk.n ?? '', 'base64url')),
  ),
  refuses('alg', 'HS256 with an empty secret', (forge) => forge.hmac('')),
  refuses('alg', 'RS512 by the right key', (forge) => forge.token({ alg: 'RS512' })),
  refuses('alg', 'ES256 with r and s zero', (forge) => {
    return `${forge.unsigned({ header: { alg: 'ES256' } })}.${encode(Buffer.alloc(64))}`
  }),
  refuses('signature', 'RS256 in the header over a PS256 signature', (forge) => {
    const input = forge.unsigned()
    return `${input}.${forge.signature(input, { alg: 'PS256' })}`
  }),
  refuses('signature', 'a bit that flipped', (forge) => {
    const [header, payload, mark] = forge.token().split('.') as [string, string, string]
    const bytes = Buffer.from(mark, 'base64url')
    bytes[100] = (bytes[100] ?? 0) ^ 1
    return `${header}.${payload}.${bytes.toString('base64url')}`
  }),
  refuses('signature', 'a signature cut short', (forge) => {
    const [header, payload, mark] = forge.token().split('.') as [string, string, string]
    return `${header}.${payload}.${mark.slice(0, 4)}`
  }),
  refuses('signature', 'the payload of another token', (forge) => {
    const [header, , mark] = forge.token().split('.') as [string, string, string]
    return `${header}.${forge.unsigned({ payload: { sub: 'auth0|admin' } }).split('.')[1] ?? ''}.${mark}`
  }),
  refuses('signature', "another provider's key under the same kid", async (forge) =>
    forge.token({ key: { ...(await makeKey('other')), kid: 'k1' } }),
  ),
  refuses('signature', 'a signature over the decoded parts', (forge) => {
    const input = forge.unsigned()
    const decoded = input.split('.').map((part) => Buffer.from(part, 'base64url').toString())
    return `${input}.${forge.signature(decoded.join('.'))}`
  }),
  refuses('signature', 'RS256 in the header over a SHA-1 digest', (forge) => {
    const input = forge.unsigned()
    const key = KeyObject.from(forge.issuer.key.privateKey)
    return `${input}.${sign('sha1', Buffer.from(input), key).toString('base64url')}`
  }),
  accepts('a second good token: nothing above left a trace', (forge) => forge.token()),
]
