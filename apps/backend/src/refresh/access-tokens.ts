import { Inject, Injectable, Logger } from '@nestjs/common'
import { ProtocolError } from '@frontchannel/conformance'
import { TokenError } from '@frontchannel/relying-party'
import { clock, type Clock } from '../clock.ts'
import { Problem } from '../http/problem.ts'
import { SessionEnder } from '../logout/session-ender.ts'
import { Provider } from '../provider/provider.ts'
import { SessionStore } from '../session/session-store.ts'
import { byDigest, SessionsRepository } from '../session/sessions.repository.ts'
import { contentsOf, type Session } from '../session/session.ts'
import { SessionTrace } from '../trace/session-trace.ts'
import { SessionLock } from './session-lock.ts'

const earlyMilliseconds = 30_000 // a token has to outlive the request that carries it

// RFC 6749 §5.2, and Auth0's word for the same
const grantIsOver = new Set(['invalid_grant', 'access_denied'])

/** Access Tokens that the API will take, renewed when they are about to expire. */
@Injectable()
export class AccessTokens {
  readonly #log = new Logger('Refresh')
  readonly #running = new Map<string, Promise<Session>>()

  constructor(
    @Inject(clock) private readonly now: Clock,
    private readonly store: SessionStore,
    private readonly repository: SessionsRepository,
    private readonly provider: Provider,
    private readonly lock: SessionLock,
    private readonly ender: SessionEnder,
    private readonly trace: SessionTrace,
  ) {}

  /** Whether the session's token can be sent as it is. */
  isFresh(session: Session): boolean {
    return this.#isGoodFor(session, earlyMilliseconds)
  }

  /**
   * The session with another token than the one it has, if another can be had. However many ask,
   * in however many processes, the provider is asked once.
   *
   * @throws {Problem} `no_session`: it is over. `provider_unavailable`: it goes on, ask again.
   */
  renew(session: Session): Promise<Session> {
    const key = session.digest.toString('latin1')
    const running = this.#running.get(key)
    if (running) return running
    const renewal = this.lock
      .hold(session.digest, () => this.#renewAlone(session))
      .finally(() => this.#running.delete(key))
    this.#running.set(key, renewal)
    return renewal
  }

  async #renewAlone({ digest, contents: { accessToken: old } }: Session): Promise<Session> {
    const session = await this.store.read(digest)
    if (!session) throw new Problem('no_session')
    const { accessToken, refreshToken } = session.contents
    // somebody else, perhaps in another process, was faster; or there is nothing to renew it with
    if (accessToken.value !== old.value || refreshToken === undefined) return session
    try {
      return await this.#redeem(session, refreshToken)
    } catch (error) {
      if (await this.#isOver(session, error)) throw new Problem('no_session', {}, { cause: error })
      this.#log.warn({ msg: 'not refreshed', session: session.handle, err: error })
      if (this.#isGoodFor(session, 0)) return session
      throw new Problem('provider_unavailable', {}, { cause: error })
    }
  }

  async #redeem(session: Session, refreshToken: string): Promise<Session> {
    const { trace, events } = this.trace.recorder()
    await this.repository.markRefreshSent(session.digest, this.now())
    const tokens = await this.provider.refresh(session.contents, refreshToken, trace)
    const contents = contentsOf(tokens, session.contents)
    if (!(await this.store.replace(session, contents))) {
      // logged out while the provider answered: what came now must not outlive the session
      await this.ender.revokeLate(contents.refreshToken)
      throw new Problem('no_session')
    }
    await this.trace.append(session.digest, events)
    return { ...session, version: session.version + 1, contents }
  }

  /** Whether the provider has ended the session; then it has ended here, too. */
  async #isOver({ digest, refreshSentAt }: Session, error: unknown): Promise<boolean> {
    if (error instanceof Problem) return error.code === 'no_session'
    if (error instanceof TokenError && grantIsOver.has(error.error)) {
      // an answer that was lost on its way, and with it a rotated token (RFC 9700 §4.14.2)
      const why = refreshSentAt ? 'refresh-lost' : 'refresh-refused'
      await this.ender.end(byDigest(digest), why)
      return true
    }
    if (error instanceof ProtocolError) {
      // an ID Token of somebody else: OpenID Connect Core §12.2
      await this.ender.end(byDigest(digest), 'refresh-untrusted')
      return true
    }
    // an answer, if not the one that was wanted: nothing was lost
    if (error instanceof TokenError) await this.repository.markRefreshSent(digest, null)
    return false
  }

  #isGoodFor({ contents }: Session, milliseconds: number): boolean {
    return contents.accessToken.expiresAt - this.now().getTime() > milliseconds
  }
}
