import type { Login } from '@frontchannel/relying-party'
import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import { scopesOf } from './back-end-login.ts'
import type { LoginOutcome, LoginProblem } from './outcome.ts'
import { obstacleOf, problemOf } from './problem-of.ts'
import { createRenewalClock } from './renewal-clock.ts'
import { home, safeReturnTo } from './return-to.ts'
import { useSessionParts } from './session-parts.ts'

/** Why a session that was there is no more. */
export type SessionEnd =
  'logged-out' | 'provider-kept' | 'elsewhere' | 'expired' | 'account-changed' | 'untrusted'

const tooSoon = 10_000 // a token must outlive the request that carries it

export const useSessionStore = defineStore('session', () => {
  const { client, storage, hint, channel, inTurn, redirects, isUserActive, navigate, forget } =
    useSessionParts()
  // Not among the returned members: neither devtools nor a store plugin gets to see a token.
  const current = shallowRef<Login>()
  const ready = ref(false)
  const busy = ref(false)
  /** On the way out: until the provider's session has ended, nothing else may be begun. */
  const leaving = ref(false)
  /** A logout did not reach the back-end, where the session is: it goes on. */
  const logoutFailed = ref(false)
  const error = shallowRef<LoginProblem>()
  const ended = ref<SessionEnd>()
  /** Why nothing can be renewed in the background: an error code. A visit at the provider can. */
  const obstacle = ref<string>()
  const returnTo = ref(home)

  const hasSession = computed(() => current.value !== undefined)
  /** An Access Token alone proves nobody's identity: RFC 9700 §4.6, OIDC Core §16.11. */
  const isAuthenticated = computed(() => current.value?.claims !== undefined)
  const user = computed(() => current.value?.claims)
  const scopes = computed(() => new Set<string>(scopesOf(current.value)))

  /** Not a JWT: an API that reads its tokens itself cannot read this one. */
  const tokenIsOpaque = computed(() => {
    const token = current.value?.accessToken?.value
    return token !== undefined && token.split('.').length !== 3
  })

  const renewals = createRenewalClock(() => void renew().catch(weigh))

  let adoptedAt = 0
  const adopt = (login: Login): void => {
    current.value = login
    adoptedAt = Date.now()
    ended.value = undefined
    error.value = undefined
    obstacle.value = undefined
    storage.save(login)
    hint.set(login.silent)
    if (login.accessToken) renewals.set(login.accessToken.expiresAt)
  }

  const end = (why: SessionEnd): void => {
    current.value = undefined
    ended.value = why
    storage.clear()
    hint.clear()
    renewals.stop()
  }

  let renewal: Promise<void> | undefined
  const renew = (): Promise<void> => (renewal ??= renewOnce().finally(() => (renewal = undefined)))
  const renewOnce = async (): Promise<void> => {
    const before = current.value
    const next = await inTurn(async () => renewedElsewhere(before) ?? client.renewSilently())
    if (current.value !== before) return // logged out, or logged in, while we waited
    // whoever now sits at the provider gets a login of their own, not this user's pages
    if (before && before.sub !== next.sub) end('account-changed')
    else adopt(next)
  }

  /** What a renewal that failed means for the session. It goes on, unless it is known to be over. */
  const weigh = (cause: unknown): void => {
    obstacle.value = obstacleOf(cause)
    // where frames have worked before, nobody's cookies are blocked
    const mayPass = !obstacle.value && problemOf(cause).kind === 'not-completed'
    if (hasSession.value && mayPass) renewals.retry()
    if (obstacle.value !== 'app:not-recognized' || !hint.worksSilently()) return
    obstacle.value = undefined
    if (hasSession.value) end('expired')
    else hint.clear()
  }

  /** What another tab has left in a storage that both use, while this one waited for its turn. */
  const renewedElsewhere = (before: Login | undefined): Login | undefined => {
    const stored = storedLogin()
    const expiresAt = stored?.accessToken?.expiresAt ?? 0
    return before && expiresAt > (before.accessToken?.expiresAt ?? 0) ? stored : undefined
  }

  let restored: Promise<void> | undefined
  /** Finds out, once, who is here. */
  const restore = (outcome?: LoginOutcome): Promise<void> =>
    (restored ??= restoreOnce(outcome).finally(() => (ready.value = true)))
  const restoreOnce = async (outcome?: LoginOutcome): Promise<void> => {
    const known = outcome ? outcome.login : storedLogin()
    if (known) adopt(known)
    if (outcome) {
      returnTo.value = outcome.returnTo
      error.value = outcome.problem // and whoever was refused is not asked again behind their back
    } else if (!known && hint.isSet()) {
      await restoreSilently()
    }
  }
  const storedLogin = (): Login | undefined => {
    const stored = storage.load()
    return stored && isFresh(stored) ? stored : undefined
  }
  const restoreSilently = async (): Promise<void> => {
    try {
      await renew()
    } catch (cause) {
      weigh(cause)
      if (obstacle.value)
        hint.clear() // the next start need not wait for the same
      else if (hint.isSet()) error.value = problemOf(cause)
    }
  }

  const login = async (wanted?: string, extra?: Record<string, string>): Promise<void> => {
    if (busy.value) return // a second click is not a second login
    busy.value = true
    try {
      const path = safeReturnTo(wanted ?? returnTo.value, location.origin)
      navigate(await client.begin(path, ...(extra ? [{ extra }] : [])))
    } catch (cause) {
      error.value = problemOf(cause)
      busy.value = false
    }
  }

  const logout = async (): Promise<void> => {
    const idToken = current.value?.idToken
    leaving.value = true
    logoutFailed.value = false
    if (!client.usesBackEnd) leaveNothing() // first: whatever the provider answers
    const answer = await client.endSession(idToken).then(
      (url) => ({ url }),
      () => ({ url: undefined, failed: client.usesBackEnd }),
    )
    const { url } = answer
    if (url === undefined) leaving.value = false
    // nobody may be told that they are logged out while their cookie still opens everything
    logoutFailed.value = 'failed' in answer && answer.failed
    if (logoutFailed.value) return
    if (client.usesBackEnd) leaveNothing()
    if (url === undefined) ended.value = 'provider-kept'
    else navigate(url)
  }
  const leaveNothing = (): void => {
    end('logged-out')
    forget()
    channel.announce()
  }

  /** The token for the API; undefined where this flow has none for the browser. */
  const getAccessToken = async ({ renewed = false } = {}): Promise<string | undefined> => {
    await restored
    const token = current.value?.accessToken
    // a front-channel token beside a code is not for the API: the back-end gets its own
    if (!token || current.value?.handOver) return undefined
    if (!renewed && token.expiresAt - Date.now() > tooSoon) return token.value
    const byUser = isUserActive() // asked now: a browser forgets a click sooner than a frame answers
    const isUsable = (): boolean => !renewed && token.expiresAt > Date.now()
    try {
      if (!obstacle.value || !byUser || isUsable()) await renew()
    } catch (cause) {
      weigh(cause)
      if (hasSession.value && !isUsable() && !obstacle.value) throw cause
    }
    if (hasSession.value && obstacle.value && !isUsable()) {
      end('expired')
      if (byUser && redirects.allow()) await leave()
    }
    return current.value?.accessToken?.value
  }

  /** Goes to the provider for what no frame could bring. Returns if that fails, or on the way back. */
  const leave = async (): Promise<void> => {
    const back = new Promise((resolve) => window.addEventListener('pageshow', resolve, once))
    await login(location.pathname + location.search + location.hash)
    if (busy.value) await back
  }

  /** The profile at the provider; undefined where there is nobody to hold it against. */
  const fetchUserInfo = async () => {
    const login = current.value
    if (login?.sub === undefined) return undefined
    try {
      return await client.userInfo(login)
    } catch (cause) {
      const problem = problemOf(cause)
      const isForeign = problem.kind === 'refused' && problem.refusal.check.startsWith('userinfo.')
      if (isForeign && current.value === login) {
        end('untrusted') // what it came with was somebody else's token: OIDC Core §5.3.2
        error.value = problem
      }
      throw cause
    }
  }

  channel.onLogout(() => {
    if (hasSession.value) end('elsewhere')
  })
  /** A frozen or cached page hears nothing: it looks up what it missed before it is painted. */
  const lookUp = (): void => {
    if (hasSession.value && channel.announcedSince(adoptedAt)) end('elsewhere')
  }
  document.addEventListener('visibilitychange', lookUp)
  window.addEventListener('pageshow', ({ persisted }) => {
    lookUp()
    if (persisted) busy.value = leaving.value = false // back from the provider without an answer
  })

  return {
    ready,
    busy,
    leaving,
    logoutFailed,
    hasSession,
    isAuthenticated,
    user,
    scopes,
    tokenIsOpaque,
    error,
    ended,
    obstacle,
    returnTo,
    restore,
    login,
    logout,
    getAccessToken,
    fetchUserInfo,
  }
})

const once = { once: true }

function isFresh({ accessToken, claims }: Login): boolean {
  const expiresAt = accessToken?.expiresAt ?? (claims ? claims.exp * 1_000 : 0)
  return expiresAt > Date.now()
}
