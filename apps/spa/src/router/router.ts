import { nextTick } from 'vue'
import { createRouter, createWebHistory, type Router, type RouterHistory } from 'vue-router'
import { routes } from './routes.ts'
import { sessionGuard, type GuardedSession } from './session-guard.ts'

export function createAppRouter(
  session: GuardedSession,
  history: RouterHistory = createWebHistory(),
): Router {
  const router = createRouter({
    history,
    routes: [...routes],
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- what replaces it is experimental
    scrollBehavior: (to, _, saved) => saved ?? placeOf(to.hash),
  })
  router.beforeEach(sessionGuard(session))
  router.afterEach((to, from, failure) => {
    if (failure) return
    const { title } = to.meta
    document.title = title === 'Timesheets' ? title : `${title} · Timesheets`
    // a screen reader is told of the new page by its heading; the first page says itself
    if (from.matched.length > 0 && to.path !== from.path) void focusHeading()
  })
  return router
}

async function focusHeading(): Promise<void> {
  await nextTick()
  document.querySelector<HTMLElement>('main h1')?.focus({ preventScroll: true })
}

/** The element that a hash names; the top, if there is none (yet). */
function placeOf(hash: string): { el: Element } | { top: number } {
  const el = hash === '' ? null : document.getElementById(hash.slice(1))
  return el ? { el } : { top: 0 }
}
