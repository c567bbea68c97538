import { Injectable } from '@nestjs/common'
import type { TraceEvent } from '@frontchannel/conformance'
import type { LoggedOut, OwnSession, SessionView } from '@frontchannel/contract/session'
import { ProblemException } from '@frontchannel/contract/nest'
import { Problem } from '../http/problem.ts'
import { SessionEnder } from '../logout/session-ender.ts'
import { Provider } from '../provider/provider.ts'
import { SessionTrace } from '../trace/session-trace.ts'
import { SessionStore } from './session-store.ts'
import { byDigest, byHandle, SessionsRepository } from './sessions.repository.ts'
import type { Session } from './session.ts'

// what the ID Token says to its client, and not about its user
const ofTheProtocol = new Set(
  'aud azp exp iat nbf jti nonce sid at_hash c_hash s_hash acr amr auth_time'.split(' '),
)

/** What a user sees of sessions, and how one ends. Whose, the cookie's digest says. */
@Injectable()
export class SessionService {
  constructor(
    private readonly store: SessionStore,
    private readonly repository: SessionsRepository,
    private readonly ender: SessionEnder,
    private readonly provider: Provider,
    private readonly trace: SessionTrace,
  ) {}

  async view(digest: Buffer | undefined): Promise<SessionView> {
    const session = digest && (await this.store.find(digest))
    if (!session) return { authenticated: false }
    const { claims, accessToken } = session.contents
    const about = Object.entries(claims).filter(([name]) => !ofTheProtocol.has(name))
    return {
      authenticated: true,
      user: { ...Object.fromEntries(about), iss: claims.iss, sub: claims.sub },
      scopes: [...accessToken.scopes],
      expiresAt: session.expiresAt.toISOString(),
    }
  }

  /** Ends the session, if there is one, and says what the browser can do at the provider. */
  async logOut(digest: Buffer | undefined): Promise<LoggedOut> {
    // of one that has ended, too: the answer to an earlier attempt may have been lost
    const providerSession = digest && (await this.repository.providerSessionOf(digest))
    const revocation = digest
      ? (await this.ender.end(byDigest(digest), 'logout')).revocation
      : 'none'
    const url = await this.provider.endSessionUrl(providerSession ?? null).catch(() => undefined)
    return { endSessionUrl: url ?? null, revocation }
  }

  async list(digest: Buffer | undefined): Promise<OwnSession[]> {
    const { issuer, subject, handle } = await this.#require(digest)
    const rows = await this.repository.listOf(issuer, subject, this.store.deadline())
    return rows.map((row) => ({
      id: row.handle,
      current: row.handle === handle,
      device: row.device,
      createdAt: row.createdAt.toISOString(),
      usedAt: row.usedAt.toISOString(),
      expiresAt: row.expiresAt.toISOString(),
    }))
  }

  /** @throws {ProblemException} `not_found`: there is none of that name, or it is not theirs */
  async endOwn(digest: Buffer | undefined, handle: string): Promise<void> {
    const { issuer, subject } = await this.#require(digest)
    const { count } = await this.ender.end(byHandle(handle, issuer, subject), 'ended-elsewhere')
    if (count === 0) throw new ProblemException('not_found')
  }

  async events(digest: Buffer | undefined): Promise<readonly TraceEvent[]> {
    if (!this.trace.isOn) throw new ProblemException('not_found')
    const session = await this.#require(digest)
    return this.trace.read(session.digest)
  }

  async #require(digest: Buffer | undefined): Promise<Session> {
    const session = digest && (await this.store.find(digest))
    if (!session) throw new Problem('no_session')
    return session
  }
}
