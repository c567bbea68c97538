import type { NavigationGuardWithThis, RouteLocationNormalized } from 'vue-router'
import { appPaths } from '../../server/app-paths.ts'
import { safeReturnTo } from '../login/return-to.ts'

declare module 'vue-router' {
  interface RouteMeta {
    /** Only with a session. */
    requiresAuth?: boolean
    /** Only with every one of these. A hint: the API decides. */
    scopes?: readonly string[]
  }
}

/** What the guard has to know of the session. */
export interface GuardedSession {
  readonly restore: () => Promise<void>
  readonly hasSession: boolean
  readonly scopes: ReadonlySet<string>
}

/** The pages that the guard leads to. */
export interface GuardPages {
  readonly loginRequired: string
  readonly forbidden: string
}

/**
 * Lets nobody onto a page before it is known who they are. Starts no login by itself: a redirect
 * that nobody asked for is how login loops begin.
 */
export function sessionGuard(
  session: GuardedSession,
  pages: GuardPages = appPaths,
): NavigationGuardWithThis<undefined> {
  return async (to: RouteLocationNormalized) => {
    await session.restore()
    const { requiresAuth = false, scopes = [] } = to.meta
    if (requiresAuth && !session.hasSession) {
      return { path: pages.loginRequired, query: { returnTo: to.fullPath } }
    }
    if (requiresAuth && !scopes.every((scope) => session.scopes.has(scope))) {
      return { path: pages.forbidden }
    }
    if (to.path === pages.loginRequired && session.hasSession) {
      const wanted = [to.query['returnTo']].flat()[0] ?? undefined
      return safeReturnTo(wanted, location.origin)
    }
    return true
  }
}
