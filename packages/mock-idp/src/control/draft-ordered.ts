import { draftLogoutToken } from '../logout/logout-token.ts'
import { words } from '../parameters.ts'
import { findApi, findClient, findUser, seconds } from '../provider.ts'
import type { Provider } from '../provider.ts'
import { randomId } from '../random.ts'
import type { Grant } from '../stores/grants.ts'
import type { Api } from '../tenant/api.ts'
import type { Client } from '../tenant/client.ts'
import type { User } from '../tenant/user.ts'
import { draftAccessToken } from '../tokens/access-token.ts'
import { noClaims } from '../tokens/claims-request.ts'
import type { TokenDraft } from '../tokens/draft.ts'
import { draftIdToken } from '../tokens/id-token.ts'
import { ControlError } from './control-error.ts'
import type { MintOrder } from './mint.ts'

/** Drafts a token as it should be: for the named user, client and API, or for the first of each. */
export async function draftOrdered(provider: Provider, order: MintOrder): Promise<TokenDraft> {
  const { tenant } = provider
  const sub = order.sub ?? tenant.users[0]?.sub ?? 'auth0|nobody'
  const client = named(
    'client',
    findClient(provider, order.clientId ?? tenant.clients[0]?.clientId),
  )
  const sid = randomId(16)
  if (order.kind === 'logout-token') return draftLogoutToken(provider, client, { sub, sid })
  const grant = grantOf(provider, client, sub, sid)
  if (order.kind === 'id-token') {
    const draft = await draftIdToken(provider, client, grant, {}, { requested: [], committed: [] })
    draft.claims['exp'] = seconds(provider) + order.lifetime
    return draft
  }
  const api = named('API', findApi(provider, order.audience ?? tenant.apis[0]?.identifier))
  const scopes =
    order.scope === undefined ? scopesOf(api, findUser(provider, sub)) : words(order.scope)
  return draftAccessToken(
    provider,
    { ...grant, audience: api.identifier },
    scopes,
    api,
    order.lifetime,
  )
}

function named<Registered>(what: string, found: Registered | undefined): Registered {
  if (found === undefined) throw new ControlError(400, `the tenant has no such ${what}`)
  return found
}

function grantOf(provider: Provider, { clientId }: Client, sub: string, sid: string): Grant {
  return {
    id: randomId(16),
    clientId,
    sub,
    scopes: ['openid', 'profile', 'email'],
    requestedScopes: ['openid', 'profile', 'email'],
    nonce: randomId(16),
    claims: noClaims,
    authTime: seconds(provider),
    tellAuthTime: false,
    sessionId: sid,
    faults: [],
    revoked: false,
  }
}

function scopesOf(api: Api, user: User | undefined): readonly string[] {
  const names = api.scopes.map(({ name }) => name)
  if (!api.enforcePermissions || !user) return names
  const permitted = user.permissions[api.identifier] ?? []
  return names.filter((name) => permitted.includes(name))
}
