import { generateKeyPairSync, randomUUID, sign, type KeyObject } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export const audience = 'https://timesheets.example.com/api'

/** An issuer that publishes one key, and signs as many tokens as are asked for. */
export class BenchIssuer {
  readonly url: string
  readonly #key: KeyObject
  readonly #close: () => void

  private constructor(url: string, key: KeyObject, close: () => void) {
    this.url = url
    this.#key = key
    this.#close = close
  }

  static async start(): Promise<BenchIssuer> {
    const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
    const jwk = { ...publicKey.export({ format: 'jwk' }), kid: 'k1', alg: 'RS256', use: 'sig' }
    const server = createServer(({ url }, response) => {
      const document = url?.includes('jwks')
        ? { keys: [jwk] }
        : { issuer: base, jwks_uri: `${base}jwks.json` }
      response.setHeader('content-type', 'application/json').end(JSON.stringify(document))
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
    return new BenchIssuer(base, privateKey, () => server.close())
  }

  stop(): void {
    this.#close()
  }

  token(header: object = {}): string {
    const now = Math.floor(Date.now() / 1000)
    const head = { alg: 'RS256', typ: 'at+jwt', kid: 'k1', ...header }
    const claims = {
      iss: this.url,
      aud: [audience, `${this.url}userinfo`],
      sub: `auth0|${randomUUID()}`,
      client_id: 'timesheets-spa',
      scope: 'openid profile email read:timesheets create:timesheets delete:timesheets',
      iat: now,
      exp: now + 3600,
      jti: randomUUID(),
    }
    const input = [head, claims]
      .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
      .join('.')
    return `${input}.${sign('sha256', Buffer.from(input), this.#key).toString('base64url')}`
  }

  tokens(count: number, header?: (index: number) => object): string[] {
    return Array.from({ length: count }, (_, index) => this.token(header?.(index)))
  }

  /** A good token with a byte of its signature changed, another one each time. */
  badSignatures(count: number): string[] {
    const good = this.token()
    const start = good.lastIndexOf('.') + 1
    const signature = Buffer.from(good.slice(start), 'base64url')
    return Array.from({ length: count }, (_, index) => {
      const changed = Buffer.from(signature)
      changed.writeUInt32BE((changed.readUInt32BE(8) + index + 1) >>> 0, 8)
      return good.slice(0, start) + changed.toString('base64url')
    })
  }
}
