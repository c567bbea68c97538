import type { Api } from '../tenant/api.ts'
import type { Client } from '../tenant/client.ts'
import type { User } from '../tenant/user.ts'
import { isStandardScope } from '../tokens/standard-scopes.ts'
import type { AcceptedRequest } from './request.ts'

/**
 * Least privilege: of the scopes requested, those that the protocol or the API defines, and that
 * the user has. The response tells the client if it gets less than it asked for (RFC 6749 §3.3).
 */
export function grantedScopes(request: AcceptedRequest, user: User): readonly string[] {
  return request.scopes.filter((scope) => {
    if (scope === 'offline_access') return mayStayOffline(request)
    return isStandardScope(scope) || isPermitted(scope, request.api, user)
  })
}

/** A refresh token needs a code to come with: the front channel never carries one. */
function mayStayOffline({ client, responseType, api }: AcceptedRequest): boolean {
  return responseType.parts.has('code') && mayRefresh(client, api)
}

/** Both the client and the API must have it switched on. */
export function mayRefresh(client: Client, api: Api | undefined): boolean {
  return client.grantTypes.includes('refresh_token') && (api?.allowOfflineAccess ?? true)
}

function isPermitted(scope: string, api: Api | undefined, user: User): boolean {
  if (!api?.scopes.some(({ name }) => name === scope)) return false
  return !api.enforcePermissions || (user.permissions[api.identifier]?.includes(scope) ?? false)
}
