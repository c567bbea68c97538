import { generateKeyPairSync, randomUUID, sign } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export const audience = 'https://timesheets.example.com/api'

export interface Issuer {
  readonly url: string
  /** An RFC 9068 Access Token of this subject, good for an hour. */
  token(subject: string, scope: string): string
  stop(): void
}

/** Publishes one key on loopback, and signs with it. */
export async function startIssuer(): Promise<Issuer> {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const jwk = { ...publicKey.export({ format: 'jwk' }), kid: 'k1', alg: 'RS256', use: 'sig' }
  const server = createServer((request, response) => {
    const document = request.url?.includes('jwks')
      ? { keys: [jwk] }
      : { issuer: url, jwks_uri: `${url}jwks.json` }
    response.setHeader('content-type', 'application/json').end(JSON.stringify(document))
  })
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve))
  const url = `http://localhost:${(server.address() as AddressInfo).port}/`

  function token(subject: string, scope: string): string {
    const now = Math.floor(Date.now() / 1000)
    const header = { alg: 'RS256', typ: 'at+jwt', kid: 'k1' }
    const claims = {
      ...{ iss: url, aud: audience, sub: subject, client_id: 'bench', scope },
      ...{ iat: now, exp: now + 3600, jti: randomUUID() },
    }
    const input = [header, claims]
      .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
      .join('.')
    return `${input}.${sign('sha256', Buffer.from(input), privateKey).toString('base64url')}`
  }

  return {
    url,
    token,
    stop() {
      server.closeAllConnections()
      server.close()
    },
  }
}
