import { grantedScopes } from '../authorize/granted-scopes.ts'
import type { AcceptedRequest } from '../authorize/request.ts'
import { findConnection } from '../connections/enabled.ts'
import { strategyOf } from '../connections/strategies.ts'
import type { StrategyName } from '../connections/strategies.ts'
import type { Provider } from '../provider.ts'
import type { Session } from '../stores/sessions.ts'
import type { Api } from '../tenant/api.ts'
import type { User } from '../tenant/user.ts'
import type { RuleContext, RuleProtocol, RuleUser } from './rule.ts'

/** What a rule learns of the end-user: a copy, so that nothing it writes stays. */
export function ruleUser(provider: Provider, user: User, api: Api | undefined): RuleUser {
  const connection = findConnection(provider, user.connection) ?? provider.tenant.connections[0]
  const strategy: StrategyName = connection?.strategy ?? 'auth0'
  return {
    user_id: user.sub,
    email: user.email === '' ? undefined : user.email,
    email_verified: user.claims.email_verified ?? false,
    name: user.claims.name,
    identities: [
      {
        connection: connection?.name ?? '',
        provider: strategy,
        user_id: user.sub.slice(user.sub.lastIndexOf('|') + 1),
        isSocial: strategyOf(strategy).kind === 'oidc' && strategyOf(strategy).level === 'provider',
      },
    ],
    user_metadata: structuredClone(user.userMetadata),
    app_metadata: structuredClone(user.appMetadata),
    permissions: api ? [...permissionsOf(user, api)] : [],
  }
}

/** An API that enforces no permissions gives whatever it defines. */
const permissionsOf = (user: User, api: Api): readonly string[] =>
  api.enforcePermissions
    ? (user.permissions[api.identifier] ?? [])
    : api.scopes.map(({ name }) => name)

/** What a rule learns of the login. */
export function ruleContext(
  provider: Provider,
  login: { request: AcceptedRequest; session: Session; user: User },
  resumed: { query: Readonly<Record<string, string>> } | undefined,
  ip: string | undefined,
): RuleContext {
  const { request, session, user } = login
  const connection = findConnection(provider, session.connection ?? user.connection)
  return {
    clientID: request.client.clientId,
    clientName: request.client.name,
    connection: connection?.name ?? '',
    connectionStrategy: connection?.strategy ?? 'auth0',
    protocol: resumed ? 'redirect-callback' : protocolOf(request),
    sessionID: session.id,
    audience: request.api?.identifier,
    stats: { loginsCount: provider.logins.counts.get(user.sub) ?? 0 },
    request: { query: resumed?.query ?? Object.fromEntries(request.parameters.entries), ip },
    authorization: {
      requestedScopes: request.scopes,
      grantedScopes: grantedScopes(request, user),
    },
    idToken: {},
    accessToken: {},
  }
}

function protocolOf({ responseType: { parts } }: AcceptedRequest): RuleProtocol {
  if (!parts.has('code')) return 'oidc-implicit-profile'
  return parts.size > 1 ? 'oidc-hybrid-profile' : 'oidc-basic-profile'
}
