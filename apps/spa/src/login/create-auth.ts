import type { App } from 'vue'
import type { PublicConfig } from '../config/public-config.ts'
import { webStorage } from '../storage/web-storage.ts'
import type { TraceLog } from '../trace/trace-log.ts'
import { loggedInHint } from './logged-in-hint.ts'
import { createLoginClient } from './login-client.ts'
import { openLogoutChannel } from './logout-channel.ts'
import type { LoginOutcome } from './outcome.ts'
import { redirectBreaker } from './redirect-breaker.ts'
import { renewalLock } from './renewal-lock.ts'
import { sessionParts } from './session-parts.ts'
import { useSessionStore } from './session.store.ts'
import { openTokenStorage } from './token-storage.ts'
import { authKey, authOf } from './use-auth.ts'

export interface AuthOptions {
  readonly config: PublicConfig
  readonly log: TraceLog
  /** What the redirection endpoint has handed over, if this document follows a login. */
  readonly outcome?: LoginOutcome | undefined
  /** Drops what the app keeps of the user, at a logout. */
  readonly forget?: () => void
}

/** The session as a Vue plugin, to be used after pinia. Restores what there is as soon as it is. */
export function createAuth({ config, log, outcome, forget }: AuthOptions) {
  let session: ReturnType<typeof useSessionStore> | undefined
  return {
    install(app: App): void {
      app.provide(sessionParts, {
        client: createLoginClient(config, log),
        storage: openTokenStorage(config.tokenStorage),
        hint: loggedInHint(webStorage('local')),
        channel: openLogoutChannel(webStorage('local')),
        inTurn: renewalLock({ locks: navigator.locks, storage: webStorage('local') }),
        redirects: redirectBreaker(webStorage('session')),
        isUserActive: () => navigator.userActivation.isActive,
        navigate: (url) => location.assign(url),
        forget: () => {
          log.clear()
          forget?.()
        },
      })
      session = useSessionStore()
      app.provide(authKey, authOf(session))
      void session.restore(outcome)
    },
    /** For guards, stores and whatever else is no component. */
    get session() {
      if (!session) throw new Error('`app.use(auth)` comes before its session is asked for')
      return session
    },
  }
}
