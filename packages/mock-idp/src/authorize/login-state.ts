import { enabledConnection } from '../connections/enabled.ts'
import { findUser, seconds } from '../provider.ts'
import type { Provider } from '../provider.ts'
import type { ConsentQuestion } from '../stores/consents.ts'
import type { Session } from '../stores/sessions.ts'
import type { User } from '../tenant/user.ts'
import { isLoopback } from '../tenant/urls.ts'
import { grantedScopes } from './granted-scopes.ts'
import type { AcceptedRequest } from './request.ts'

/** The steps that an end-user may have to take, and has taken. */
export type PromptName = 'select_account' | 'login' | 'consent'

/** Where a login stands: who is there, and which steps were taken for this very request. */
export interface LoginState {
  readonly provider: Provider
  readonly request: AcceptedRequest
  readonly session: Session | undefined
  readonly user: User | undefined
  readonly done: ReadonlySet<PromptName>
}

export function loginState(
  provider: Provider,
  request: AcceptedRequest,
  session: Session | undefined,
  done: ReadonlySet<PromptName> = new Set(),
): LoginState {
  const user = findUser(provider, session?.sub)
  return { provider, request, session, user: user?.blocked ? undefined : user, done }
}

/** True if the session is younger than the request wants (OIDC Core §3.1.2.1, max_age). */
export function isFresh({ provider, request: { maxAge }, session }: LoginState): boolean {
  if (maxAge === undefined || !session) return true
  return seconds(provider) - session.authTime <= maxAge
}

/** True if the request names no end-user, or the one who is there. */
export const isExpectedUser = ({ request: { expectedSub }, user }: LoginState): boolean =>
  expectedSub === undefined || expectedSub === user?.sub

/**
 * True if the session began with a connection that this application uses, and with the one that
 * the request names: a session must not open an application whose connections would not have.
 */
export function cameByEnabledConnection({ provider, request, session }: LoginState): boolean {
  if (session?.connection === undefined) return true
  const named = request.parameters.one('connection')
  if (named !== undefined && named !== session.connection) return false
  return enabledConnection(provider, request.client, session.connection) !== undefined
}

/** What the end-user has to allow. */
export function consentQuestion({ request, user }: LoginState): ConsentQuestion | undefined {
  return (
    user && {
      sub: user.sub,
      clientId: request.client.clientId,
      audience: request.api?.identifier,
      scopes: grantedScopes(request, user),
    }
  )
}

/**
 * First-party clients need no consent, unless an API insists. On this machine anybody could listen
 * on the port of a callback, so there the first time is always asked, as at Auth0.
 */
export function maySkipConsent({ provider, request: { client, api } }: LoginState): boolean {
  const onLoopback = provider.tenant.consentOnLoopback && client.callbackUrls.some(isLoopback)
  return client.firstParty && (api?.skipConsent ?? true) && !onLoopback
}
