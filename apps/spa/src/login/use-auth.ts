import { storeToRefs } from 'pinia'
import { inject, type InjectionKey, type Ref } from 'vue'
import type { LoginProblem } from './outcome.ts'
import type { useSessionStore } from './session.store.ts'

/** A session as a component of any app needs it; `useSessionStore` holds the rest. */
export interface Auth {
  /** Whether it is known who is here. */
  readonly ready: Readonly<Ref<boolean>>
  readonly isAuthenticated: Readonly<Ref<boolean>>
  /** The ID Token's claims. */
  readonly user: Readonly<Ref<Readonly<Record<string, unknown>> | undefined>>
  readonly error: Readonly<Ref<LoginProblem | undefined>>
  readonly login: (returnTo?: string) => Promise<void>
  readonly logout: () => Promise<void>
  /** The Access Token for the API, renewed if need be; undefined without a session. */
  readonly getAccessToken: () => Promise<string | undefined>
}

export const authKey: InjectionKey<Auth> = Symbol('auth')

export function useAuth(): Auth {
  const auth = inject(authKey, undefined)
  if (!auth) throw new Error('the app has to `use(createAuth(…))`, or a test `use(fakeAuth())`')
  return auth
}

export function authOf(session: ReturnType<typeof useSessionStore>): Auth {
  const { ready, isAuthenticated, user, error } = storeToRefs(session)
  const { login, logout, getAccessToken } = session
  return { ready, isAuthenticated, user, error, login, logout, getAccessToken }
}
