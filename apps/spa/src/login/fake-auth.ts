import { computed, shallowRef, type App } from 'vue'
import { authKey, type Auth } from './use-auth.ts'

export interface FakeSession {
  readonly user?: Readonly<Record<string, unknown>>
  readonly accessToken?: string
  readonly ready?: boolean
}

/**
 * For component tests: `mount(Page, { global: { plugins: [fakeAuth({ user: { name: 'Erin' } })] } })`.
 * A logout takes the user away; a login is counted, and leads nowhere.
 */
export function fakeAuth({ user, accessToken, ready = true }: FakeSession = {}) {
  const current = shallowRef(user)
  const logins: (string | undefined)[] = []
  const auth: Auth = {
    ready: shallowRef(ready),
    isAuthenticated: computed(() => current.value !== undefined),
    user: current,
    error: shallowRef(),
    login(returnTo) {
      logins.push(returnTo)
      return Promise.resolve()
    },
    logout() {
      current.value = undefined
      return Promise.resolve()
    },
    getAccessToken: () => Promise.resolve(current.value && accessToken),
  }
  return { ...auth, logins, install: (app: App): void => void app.provide(authKey, auth) }
}
