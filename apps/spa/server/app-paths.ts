/**
 * The addresses of the app. The router mounts a page at each; the server answers each with the
 * app's document, and everything else with 404.
 */
export const appPaths = {
  landing: '/',
  timesheets: '/timesheets',
  approvals: '/approvals',
  profile: '/profile',
  loginRequired: '/login',
  loginEmbedded: '/login-embedded',
  loginRefused: '/login/refused',
  loginNotCompleted: '/login/not-completed',
  forbidden: '/forbidden',
  lab: '/lab',
  attacks: '/lab/attacks',
} as const

/** The redirection endpoint: a document of its own, so it is no page of the router. */
export const callbackPath = '/callback'

/** The relay of silent renewal: the only document that may be framed, and only by this origin. */
export const silentRenewPath = '/silent-renew.html'
