import { inject, type InjectionKey } from 'vue'
import type { LoggedInHint } from './logged-in-hint.ts'
import type { LoginClient } from './login-client.ts'
import type { LogoutChannel } from './logout-channel.ts'
import type { RedirectBreaker } from './redirect-breaker.ts'
import type { InTurn } from './renewal-lock.ts'
import type { TokenStorage } from './token-storage.ts'

/** What the session is made of. The app provides it; a test provides its own. */
export interface SessionParts {
  readonly client: LoginClient
  readonly storage: TokenStorage
  readonly hint: LoggedInHint
  readonly channel: LogoutChannel
  /** Keeps the renewals of several tabs apart. */
  readonly inTurn: InTurn
  readonly redirects: RedirectBreaker
  /** Whether somebody has just clicked or typed here. */
  readonly isUserActive: () => boolean
  readonly navigate: (url: string) => void
  /** Drops what this tab keeps of the user besides the session, at a logout. */
  readonly forget: () => void
}

export const sessionParts: InjectionKey<SessionParts> = Symbol('session parts')

export function useSessionParts(): SessionParts {
  const parts = inject(sessionParts)
  if (!parts) throw new Error('the app has to provide `sessionParts` before it uses the session')
  return parts
}
