import { randomUUID } from 'node:crypto'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair, SignJWT, type JWK, type JWTHeaderParameters } from 'jose'

export const audience = 'https://timesheets.example.com/api'

export interface IssuerKey {
  readonly kid: string
  readonly privateKey: CryptoKey
  readonly jwk: JWK
}

export async function makeKey(
  kid: string,
  alg = 'RS256',
  modulusLength = 2048,
): Promise<IssuerKey> {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true, modulusLength })
  return { kid, privateKey, jwk: { ...(await exportJWK(publicKey)), kid, alg, use: 'sig' } }
}

/** Claims and header members by name; undefined takes a member away. */
export type Members = Readonly<Record<string, unknown>>

/** A provider as the API sees it: metadata, keys, and tokens that somebody got from it. */
export class Issuer {
  readonly url: string
  /** What the JWK Set endpoint answers; a function answers in its own way. */
  jwks: Members | string | ((response: ServerResponse) => void)
  metadata: Members
  down = false
  keyFetches = 0
  readonly key: IssuerKey
  readonly #server: ReturnType<typeof createServer>

  private constructor(server: ReturnType<typeof createServer>, key: IssuerKey) {
    this.#server = server
    this.key = key
    this.url = `http://localhost:${(server.address() as AddressInfo).port}/`
    this.jwks = { keys: [key.jwk] }
    this.metadata = { issuer: this.url, jwks_uri: `${this.url}jwks.json` }
    server.on('request', ({ url }, response: ServerResponse) => this.#answer(url ?? '', response))
  }

  static async start(key?: IssuerKey): Promise<Issuer> {
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve))
    return new Issuer(server, key ?? (await makeKey('k1')))
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise((resolve) => this.#server.close(resolve))
  }

  /** Signs a good RFC 9068 token, or one that differs in the named members. */
  async token(claims: Members = {}, header: Members = {}, key = this.key): Promise<string> {
    const parameters = { alg: 'RS256', typ: 'at+jwt', kid: key.kid, ...header }
    return new SignJWT(this.claims(claims))
      .setProtectedHeader(JSON.parse(JSON.stringify(parameters)) as JWTHeaderParameters)
      .sign(key.privateKey)
  }

  claims(changes: Members = {}): Record<string, unknown> {
    const now = Math.floor(Date.now() / 1000)
    const good = {
      iss: this.url,
      aud: audience,
      sub: 'auth0|employee',
      client_id: 'timesheets-spa',
      scope: 'openid read:timesheets create:timesheets delete:timesheets',
      iat: now,
      exp: now + 3600,
      jti: randomUUID(),
    }
    return { ...good, ...changes }
  }

  #answer(path: string, response: ServerResponse): void {
    if (path.includes('jwks')) this.keyFetches++
    if (this.down) return void response.socket?.destroy()
    const document = path.startsWith('/.well-known/') ? this.metadata : this.jwks
    if (typeof document === 'function') {
      document(response)
      return
    }
    response.setHeader('content-type', 'application/json')
    response.end(typeof document === 'string' ? document : JSON.stringify(document))
  }
}
