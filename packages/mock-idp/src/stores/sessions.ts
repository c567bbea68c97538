import { randomId } from '../random.ts'
import { createExpiringMap } from './expiring-map.ts'

/** How long a login lasts, in seconds: without use, and in any case. */
export interface SessionLimits {
  readonly inactivity: number
  readonly absolute: number
}

/** One browser in which an end-user is logged in. */
export interface Session {
  /** The `sid` that clients may learn. Knowing it gives no access. */
  readonly id: string
  /** The value of the cookie. */
  readonly secret: string
  sub: string
  /** Seconds since the epoch. */
  readonly authTime: number
  readonly acr: string
  /** The connection that vouched for the end-user. */
  readonly connection: string | undefined
  /** The ID Token of an upstream provider, which ends the login there too. */
  readonly upstreamIdToken: string | undefined
  /** The clients that got something in this session: those to tell about a logout. */
  readonly clients: Set<string>
}

export interface Sessions {
  /** Starts a session under a new secret, so that a planted cookie is worth nothing. */
  start(sub: string, acr: string, connection?: string, upstreamIdToken?: string): Session
  /** Finds the session of a cookie and notes its use. */
  use(secret: string | undefined): Session | undefined
  end(session: Session): void
  all(): Session[]
  clear(): void
}

export function createSessions(now: () => Date, { inactivity, absolute }: SessionLimits): Sessions {
  const sessions = createExpiringMap<Session>(now)
  const seconds = (): number => Math.floor(now().getTime() / 1000)
  const keep = (session: Session): void => {
    const left = session.authTime + absolute - seconds()
    sessions.set(session.secret, session, Math.min(inactivity, left))
  }
  return {
    start(sub, acr, connection, upstreamIdToken) {
      const session: Session = {
        id: randomId(16),
        secret: randomId(),
        sub,
        authTime: seconds(),
        acr,
        connection,
        upstreamIdToken,
        clients: new Set(),
      }
      keep(session)
      return session
    },
    use(secret) {
      const session = secret === undefined ? undefined : sessions.get(secret)
      if (!session) return undefined
      keep(session)
      return sessions.get(session.secret)
    },
    end: (session) => sessions.delete(session.secret),
    all: () => sessions.values(),
    clear: () => sessions.clear(),
  }
}
