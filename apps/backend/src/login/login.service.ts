import { createHash } from 'node:crypto'
import { Inject, Injectable, Logger } from '@nestjs/common'
import { ProtocolError, runChecks, type Trace, type TraceEvent } from '@frontchannel/conformance'
import type { CodeHandOff, LoginBinding } from '@frontchannel/contract/session'
import type { IdTokenClaims, TokenSet } from '@frontchannel/relying-party'
import { clock, type Clock } from '../clock.ts'
import { config, type Config } from '../config.ts'
import { Problem } from '../http/problem.ts'
import { SessionEnder } from '../logout/session-ender.ts'
import { Provider } from '../provider/provider.ts'
import { newSessionId } from '../session/session-cookie.ts'
import { SessionStore } from '../session/session-store.ts'
import { byDigest, SessionsRepository } from '../session/sessions.repository.ts'
import { contentsOf } from '../session/session.ts'
import { SessionTrace } from '../trace/session-trace.ts'
import { handOffChecks } from './hand-off.checks.ts'
import { foreignLogin, loginCookie, surplusLoginCookies } from './login-cookie.ts'
import { noteRefusal, notingVerification } from './verification-note.ts'

// longer than any code lives: RFC 6749 §4.1.2 recommends ten minutes at most
const rememberedMilliseconds = 3_600_000

/** What a request says about the browser that sent it. */
export interface Browser {
  readonly cookies: string | undefined
  readonly userAgent: string | undefined
  /** The session that it had before. */
  readonly previous: Buffer | undefined
}

export interface CompletedLogin {
  /** The value of the new cookie. */
  readonly cookie: string
  /** How long it is to outlive the browser; undefined: not at all. */
  readonly maxAgeSeconds: number | undefined
  readonly digest: Buffer
}

/** Steps 6 to 9 of the walk: the code comes in, tokens come back, a session is there. */
@Injectable()
export class LoginService {
  readonly #log = new Logger('Login')

  constructor(
    @Inject(config) private readonly settings: Config,
    @Inject(clock) private readonly now: Clock,
    private readonly provider: Provider,
    private readonly store: SessionStore,
    private readonly repository: SessionsRepository,
    private readonly ender: SessionEnder,
    private readonly trace: SessionTrace,
  ) {}

  /** The cookies that bind a login to the browser that begins it. */
  begin(login: LoginBinding, cookies: string | undefined): string[] {
    const { sessionKeys } = this.settings
    return [...surplusLoginCookies(cookies), loginCookie(sessionKeys, login, this.now())]
  }

  /**
   * Redeems a code, once, and begins a session. Nothing is kept unless every check has passed.
   *
   * @throws {Problem | ProtocolError | TokenError | ProviderError}
   */
  async complete(handOff: CodeHandOff, browser: Browser): Promise<CompletedLogin> {
    const { trace, events } = this.trace.recorder()
    try {
      await this.#check(handOff, browser.cookies, trace)
      const tokens = await this.provider.redeem(handOff, notingVerification(trace))
      return await this.#begin(tokens, browser, events)
    } catch (error) {
      noteRefusal(error, trace, this.now())
      throw withTrace(error, events)
    }
  }

  async #check(
    handOff: CodeHandOff,
    cookies: string | undefined,
    trace: Trace | undefined,
  ): Promise<void> {
    const now = this.now()
    const { code, codeVerifier, state } = handOff
    const codeChallenge = createHash('sha256').update(codeVerifier).digest('base64url')
    const login = { ...handOff, codeChallenge }
    const reason = foreignLogin(this.settings.sessionKeys, cookies, login, now)
    if (reason !== undefined) throw new Problem('unknown_login', { detail: `It is ${reason}.` })
    const { client, spaOrigin } = this.settings
    const expected = {
      issuer: client.issuer,
      redirectUris: [`${spaOrigin}/callback`, `${spaOrigin}/silent-renew.html`],
    }
    await runChecks(handOffChecks, handOff, expected, {
      step: 'code-hand-off',
      now: this.now,
      trace,
    })
    // noted before the code leaves: whatever happens to this process, it is never sent again
    const until = new Date(now.getTime() + rememberedMilliseconds)
    for (const value of [`state ${state}`, `code ${code}`]) {
      const digest = createHash('sha256').update(value).digest()
      if (!(await this.repository.useOnce(digest, until))) {
        throw new Problem('login_already_completed')
      }
    }
  }

  async #begin(
    tokens: TokenSet,
    { userAgent = '', previous }: Browser,
    events: readonly TraceEvent[],
  ): Promise<CompletedLogin> {
    const claims = identityIn(tokens)
    const now = this.now()
    const { accessToken, refreshToken } = tokens
    const latest = now.getTime() + this.settings.limits.maxSeconds * 1000
    // without a refresh token it ends when the Access Token does: nothing could be done in it
    const expiresAt = refreshToken === undefined ? Math.min(latest, accessToken.expiresAt) : latest
    const { value, digest } = newSessionId()
    await this.store.create(
      {
        digest,
        issuer: claims.iss,
        subject: claims.sub,
        providerSession: typeof claims['sid'] === 'string' ? claims['sid'] : null,
        device: printable(userAgent),
        createdAt: now,
        usedAt: now,
        expiresAt: new Date(expiresAt),
      },
      contentsOf(tokens),
    )
    this.#log.log({ msg: 'login completed', refreshable: refreshToken !== undefined })
    await this.trace.append(digest, events)
    // whoever was logged in here before is not any more
    if (previous) await this.ender.end(byDigest(previous), 'replaced')
    // offline_access asked for a login that lasts; otherwise it ends with the browser
    const maxAgeSeconds =
      refreshToken === undefined ? undefined : Math.floor((expiresAt - now.getTime()) / 1000)
    return { cookie: value, maxAgeSeconds, digest }
  }
}

/** @throws {ProtocolError} a session is of somebody, and only an ID Token says who that is */
function identityIn({ claims }: TokenSet): IdTokenClaims {
  if (claims) return claims
  throw new ProtocolError({
    check: 'token-response.members',
    requirements: ['OIDCC-3.1.3.3'],
    expected: 'access_token and id_token, as text',
    actual: 'no usable id_token',
  })
}

/** So that the inspector can show which check refused. */
function withTrace(error: unknown, trace: readonly TraceEvent[]): unknown {
  if (trace.length > 0 && error instanceof Error) Object.assign(error, { trace })
  return error
}

const printable = (text: string): string => text.replace(/[^\x20-\x7e]/g, '').slice(0, 200)
