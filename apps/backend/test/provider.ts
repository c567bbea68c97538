import { createHash, randomBytes, randomUUID } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import { exportJWK, generateKeyPair, SignJWT, type JWK, type JWTHeaderParameters } from 'jose'
import type { TestClock } from './clock.ts'
import { RecordingServer, sendJson, type Received } from './server.ts'

export const clientId = 'timesheets-backend'
export const clientSecret = 'a secret: of +this client'

/** Members by name; undefined takes one away. */
export type Members = Readonly<Record<string, unknown>>

interface Grant {
  readonly sub: string
  readonly nonce: string
  readonly scope: string
  readonly codeChallenge: string
  readonly redirectUri: string
  readonly sid: string
  revoked: boolean
}

type Override = (
  request: Received,
  response: ServerResponse,
  answer: () => Promise<void>,
) => void | Promise<void>

/** Seconds that an Access Token lives. */
export const tokenLifetime = 300

/**
 * A provider as a back-end sees it: it rotates refresh tokens, revokes what was used twice, and
 * does wrong what a test tells it to.
 */
export class TestProvider {
  readonly issuer: string
  readonly secrets: string[] = []
  /** Stands in for the token endpoint. */
  tokenEndpoint: Override | undefined
  /** Changes what a good second ID Token says. */
  idTokenClaims: Members = {}
  idTokenHeader: Members = {}
  /** Changes what a good token response says. */
  tokenResponse: Members = {}
  rotates = true
  metadata: Members
  readonly #codes = new Map<string, Grant>()
  readonly #usedCodes = new Set<string>()
  readonly #refreshTokens = new Map<string, Grant>()
  readonly #rotated = new Set<string>()
  readonly #server: RecordingServer
  readonly #key: CryptoKey
  readonly #jwk: JWK
  readonly #clock: TestClock

  private constructor(server: RecordingServer, key: CryptoKey, jwk: JWK, clock: TestClock) {
    this.#server = server
    this.#key = key
    this.#jwk = jwk
    this.#clock = clock
    this.issuer = `${server.origin}/`
    this.metadata = {
      issuer: this.issuer,
      authorization_endpoint: `${this.issuer}authorize`,
      token_endpoint: `${this.issuer}token`,
      jwks_uri: `${this.issuer}jwks`,
      revocation_endpoint: `${this.issuer}revoke`,
      end_session_endpoint: `${this.issuer}logout`,
    }
  }

  static async start(clock: TestClock): Promise<TestProvider> {
    const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true })
    const jwk = { ...(await exportJWK(publicKey)), kid: 'k1', alg: 'RS256', use: 'sig' }
    const server = await RecordingServer.start()
    const provider = new TestProvider(server, privateKey, jwk, clock)
    server.answer = (request, response) => provider.#answer(request, response)
    return provider
  }

  stop(): Promise<void> {
    return this.#server.stop()
  }

  set isDown(value: boolean) {
    this.#server.isDown = value
  }

  /** Bodies of the requests that an endpoint got. */
  requests(endpoint: 'token' | 'revoke'): readonly (Received & { form: URLSearchParams })[] {
    return this.#server.received
      .filter(({ path }) => path === `/${endpoint}`)
      .map((request) => ({ ...request, form: new URLSearchParams(request.body) }))
  }

  forgetRequests(): void {
    this.#server.received.length = 0
  }

  /** What the authorization endpoint does once the user has agreed. */
  issueCode(grant: Omit<Grant, 'revoked' | 'sid'> & { readonly sid?: string }): string {
    const code = this.#secret()
    this.#codes.set(code, { sid: randomUUID(), ...grant, revoked: false })
    return code
  }

  revokeAll(): void {
    for (const grant of this.#refreshTokens.values()) grant.revoked = true
  }

  isAlive(refreshToken: string): boolean {
    return (
      this.#refreshTokens.get(refreshToken)?.revoked === false && !this.#rotated.has(refreshToken)
    )
  }

  async sign(claims: Members, header: Members = {}): Promise<string> {
    const token = await new SignJWT(present(claims))
      .setProtectedHeader(present({ alg: 'RS256', kid: 'k1', ...header }) as JWTHeaderParameters)
      .sign(this.#key)
    this.secrets.push(token)
    return token
  }

  logoutToken(claims: Members, header: Members = {}): Promise<string> {
    const iat = this.#clock.seconds
    const events = { 'http://schemas.openid.net/event/backchannel-logout': {} }
    const good = { iss: this.issuer, aud: clientId, iat, exp: iat + 120, jti: randomUUID(), events }
    return this.sign({ ...good, ...claims }, { typ: 'logout+jwt', ...header })
  }

  async #answer(request: Received, response: ServerResponse): Promise<void> {
    if (request.path === '/.well-known/openid-configuration') sendJson(response, this.metadata)
    else if (request.path === '/jwks') sendJson(response, { keys: [this.#jwk] })
    else if (request.path === '/revoke') this.#revoke(request, response)
    else if (request.path === '/token') {
      const answer = () => this.#token(request, response)
      await (this.tokenEndpoint ? this.tokenEndpoint(request, response, answer) : answer())
    } else sendJson(response, {}, 404)
  }

  async #token({ body, headers }: Received, response: ServerResponse): Promise<void> {
    if (headers.authorization !== basicCredentials) {
      sendJson(response, { error: 'invalid_client' }, 401)
      return
    }
    const form = new URLSearchParams(body)
    const grant =
      form.get('grant_type') === 'refresh_token'
        ? this.#redeemRefreshToken(form.get('refresh_token') ?? '')
        : this.#redeemCode(form)
    if (grant) sendJson(response, await this.#tokensFor(grant))
    else sendJson(response, { error: 'invalid_grant' }, 400)
  }

  #redeemCode(form: URLSearchParams): Grant | undefined {
    const code = form.get('code') ?? ''
    const grant = this.#codes.get(code)
    const verifier = createHash('sha256').update(form.get('code_verifier') ?? '')
    const isTheirs =
      grant?.codeChallenge === verifier.digest('base64url') &&
      grant.redirectUri === form.get('redirect_uri')
    if (grant && this.#usedCodes.has(code)) grant.revoked = true
    this.#usedCodes.add(code)
    return isTheirs && !grant.revoked ? grant : undefined
  }

  #redeemRefreshToken(token: string): Grant | undefined {
    const grant = this.#refreshTokens.get(token)
    if (grant && this.#rotated.has(token)) grant.revoked = true
    if (!grant || grant.revoked) return undefined
    if (this.rotates) this.#rotated.add(token)
    return grant
  }

  async #tokensFor(grant: Grant): Promise<Members> {
    const iat = this.#clock.seconds
    const { sub, nonce, sid, scope } = grant
    const accessClaims = { iss: this.issuer, sub, scope, jti: randomUUID() }
    const accessToken = await this.sign(
      { ...accessClaims, iat, exp: iat + tokenLifetime },
      { typ: 'at+jwt' },
    )
    const claims = { iss: this.issuer, aud: clientId, sub, nonce, sid, iat, exp: iat + 3600 }
    const idToken = await this.sign(
      { ...claims, name: 'Erin Employee', ...this.idTokenClaims },
      this.idTokenHeader,
    )
    const refreshToken = scope.includes('offline_access') ? this.#newRefreshToken(grant) : undefined
    return {
      access_token: accessToken,
      token_type: 'Bearer',
      expires_in: tokenLifetime,
      id_token: idToken,
      refresh_token: refreshToken,
      ...this.tokenResponse,
    }
  }

  #newRefreshToken(grant: Grant): string {
    const token = this.#secret()
    this.#refreshTokens.set(token, grant)
    return token
  }

  #revoke({ body, headers }: Received, response: ServerResponse): void {
    if (headers.authorization !== basicCredentials) {
      sendJson(response, { error: 'invalid_client' }, 401)
      return
    }
    const grant = this.#refreshTokens.get(new URLSearchParams(body).get('token') ?? '')
    if (grant) grant.revoked = true
    response.writeHead(200).end()
  }

  #secret(): string {
    const value = randomBytes(32).toString('base64url')
    this.secrets.push(value)
    return value
  }
}

const present = (members: Members): Record<string, unknown> =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined))

const formEncode = (text: string): string => new URLSearchParams([['', text]]).toString().slice(1)
const basicCredentials = `Basic ${btoa(`${formEncode(clientId)}:${formEncode(clientSecret)}`)}`
