import { findApi, findClient, findUser } from '../provider.ts'
import type { Provider } from '../provider.ts'
import { OAuthError } from '../refusals.ts'
import type { TokenGrant } from '../token/token-response.ts'
import { findConnection } from '../connections/enabled.ts'
import { allowedScopes } from './apply-rules.ts'
import { inTime } from './in-time.ts'
import { namespaced } from './namespace.ts'
import { ruleUser } from './rule-input.ts'
import { runRules } from './run-rules.ts'

/**
 * Runs the rules when a refresh token is redeemed: what they said at the login may no longer be so.
 *
 * @throws {OAuthError} invalid_grant if a rule denies or fails
 */
export async function applyRulesToRefresh(
  provider: Provider,
  granted: TokenGrant,
): Promise<TokenGrant> {
  const { rules = [] } = provider.code
  const { grant } = granted
  const user = findUser(provider, grant.sub)
  if (rules.length === 0 || !user) return granted
  const api = findApi(provider, grant.audience)
  const connection = findConnection(provider, user.connection) ?? provider.tenant.connections[0]
  const outcome = await runRules(rules, ruleUser(provider, user, api), {
    clientID: grant.clientId,
    clientName: findClient(provider, grant.clientId)?.name ?? '',
    connection: connection?.name ?? '',
    connectionStrategy: connection?.strategy ?? 'auth0',
    protocol: 'oauth2-refresh-token',
    sessionID: grant.sessionId,
    audience: grant.audience,
    stats: { loginsCount: provider.logins.counts.get(user.sub) ?? 0 },
    request: { query: {}, ip: undefined },
    authorization: { requestedScopes: granted.requestedScopes, grantedScopes: granted.scopes },
    idToken: {},
    accessToken: {},
  })
  if (outcome.kind !== 'go-on') {
    const reason = outcome.kind === 'denied' ? outcome.message : 'a rule failed'
    throw new OAuthError('token-request.refresh_token.known', reason)
  }
  grant.ruleClaims = { idToken: outcome.idToken, accessToken: outcome.accessToken }
  const { scopes = granted.scopes } = outcome
  return { ...granted, scopes: allowedScopes(scopes, granted.scopes, api) }
}

/** Lets the tenant's hook add claims to what a client gets for itself. */
export async function exchangeCredentials(
  { code: { hooks } }: Provider,
  granted: TokenGrant,
): Promise<TokenGrant> {
  const hook = hooks?.credentialsExchange
  if (!hook) return granted
  const { grant, scopes } = granted
  const { clientId, audience = '' } = grant
  try {
    const claims = await inTime(async () => hook({ clientId, audience, scopes }))
    grant.ruleClaims = { idToken: {}, accessToken: namespaced(claims ?? {}) }
    return granted
  } catch {
    throw new OAuthError('token-request.audience', 'the tenant refused the access')
  }
}
