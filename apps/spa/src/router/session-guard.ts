import type { NavigationGuardWithThis, RouteLocationNormalized } from 'vue-router'
import { appPaths } from '../../server/app-paths.ts'
import { safeReturnTo } from '../login/return-to.ts'

/** What the guard has to know of the session. */
export interface GuardedSession {
  readonly restore: () => Promise<void>
  readonly hasSession: boolean
  readonly scopes: ReadonlySet<string>
}

/**
 * Lets nobody onto a page before it is known who they are. Starts no login by itself: a redirect
 * that nobody asked for is how login loops begin.
 */
export function sessionGuard(session: GuardedSession): NavigationGuardWithThis<undefined> {
  return async (to: RouteLocationNormalized) => {
    await session.restore()
    const { requiresAuth = false, scopes = [] } = to.meta
    if (requiresAuth && !session.hasSession) {
      return { path: appPaths.loginRequired, query: { returnTo: to.fullPath } }
    }
    if (requiresAuth && !scopes.every((scope) => session.scopes.has(scope))) {
      return { path: appPaths.forbidden }
    }
    if (to.path === appPaths.loginRequired && session.hasSession) {
      const wanted = [to.query['returnTo']].flat()[0] ?? undefined
      return safeReturnTo(wanted, location.origin)
    }
    return true
  }
}
