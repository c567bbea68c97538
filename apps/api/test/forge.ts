import { constants, createHmac, KeyObject, sign } from 'node:crypto'
import type { Issuer, IssuerKey, Members } from './issuer.ts'

type Part = Members | string | Buffer

/** One segment: an object as JSON, anything else as it is. */
export function encode(part: Part): string {
  const bytes = Buffer.isBuffer(part) || typeof part === 'string' ? part : JSON.stringify(part)
  return Buffer.from(bytes).toString('base64url')
}

export interface Forgery {
  /** Members that differ from a good header, or the header itself as text. */
  readonly header?: Members | string
  /** Claims that differ from good ones, or the payload itself. */
  readonly payload?: Part
  readonly key?: IssuerKey
  readonly alg?: 'RS256' | 'RS512' | 'PS256' | 'ES256' | 'ES384'
}

/** Makes tokens that no library would make, signed by whoever is told to. */
export class Forge {
  readonly issuer: Issuer

  constructor(issuer: Issuer) {
    this.issuer = issuer
  }

  token(forgery: Forgery = {}): string {
    const input = this.unsigned(forgery)
    return `${input}.${this.signature(input, forgery)}`
  }

  /** Header and payload, encoded. */
  unsigned({ header = {}, payload = {}, key = this.issuer.key, alg = 'RS256' }: Forgery = {}) {
    const good = { alg, typ: 'at+jwt', kid: key.kid }
    const head = typeof header === 'string' ? header : JSON.stringify({ ...good, ...header })
    const isClaims = typeof payload === 'object' && !Buffer.isBuffer(payload)
    return `${encode(head)}.${encode(isClaims ? this.issuer.claims(payload) : payload)}`
  }

  signature(input: string, { key = this.issuer.key, alg = 'RS256' }: Forgery = {}): string {
    const privateKey = KeyObject.from(key.privateKey)
    const options = {
      key: privateKey,
      ...(alg === 'PS256' && { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 }),
      ...(alg.startsWith('ES') && { dsaEncoding: 'ieee-p1363' as const }),
    }
    return sign(`sha${alg.slice(2)}`, Buffer.from(input), options).toString('base64url')
  }

  /** A token whose signature is an HMAC: what HS256 with a public text as its secret gives. */
  hmac(secret: string | Buffer, header: Members = {}): string {
    const input = this.unsigned({ header: { ...header, alg: 'HS256' } })
    return `${input}.${createHmac('sha256', secret).update(input).digest('base64url')}`
  }
}
