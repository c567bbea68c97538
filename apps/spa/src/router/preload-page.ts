import { routes } from './routes.ts'

/** Asks for the code of the page at this address while the app is still finding out who is here. */
export function preloadPage(path: string): void {
  const load = routes.find((route) => route.path === path)?.component
  if (typeof load !== 'function') return
  // the router asks again, and tells of a failure
  void Promise.resolve((load as () => unknown)()).catch(() => undefined)
}
