import { findApi, findClient } from '../provider.ts'
import type { Provider } from '../provider.ts'
import type { Grant } from './grants.ts'

/** What a user has let one client do, as the user is told. */
export interface UserGrant {
  readonly clientId: string
  readonly clientName: string
  /** Undefined: the account itself. */
  readonly apiName: string | undefined
  readonly scopes: readonly string[]
}

/** What a user has allowed, or a client was given without a question and still holds. */
export function grantsOf(provider: Provider, sub: string): readonly UserGrant[] {
  const held = liveGrants(provider).filter((grant) => grant.sub === sub)
  const rows = new Map<
    string,
    { clientId: string; audience: string | undefined; scopes: string[] }
  >()
  for (const { clientId, audience, scopes } of [...provider.consents.of(sub), ...held]) {
    const key = JSON.stringify([clientId, audience])
    const row = rows.get(key) ?? { clientId, audience, scopes: [] }
    rows.set(key, { ...row, scopes: [...new Set([...row.scopes, ...scopes])] })
  }
  return [...rows.values()].map(({ clientId, audience, scopes }) => ({
    clientId,
    clientName: findClient(provider, clientId)?.name ?? clientId,
    apiName: findApi(provider, audience)?.name ?? audience,
    scopes,
  }))
}

/** Ends what matches: no token or code of it is taken any more. Consent stays as it is. */
export function revokeGrants(
  provider: Provider,
  { sub, clientId }: { readonly sub?: string | undefined; readonly clientId?: string | undefined },
): number {
  const matching = liveGrants(provider).filter(
    (grant) =>
      (sub === undefined || sub === grant.sub) &&
      (clientId === undefined || clientId === grant.clientId),
  )
  for (const grant of matching) grant.revoked = true
  return matching.length
}

function liveGrants({ codes, accessTokens, refreshTokens }: Provider): readonly Grant[] {
  const records = [...codes.values(), ...accessTokens.values(), ...refreshTokens.values()]
  return [...new Set(records.map(({ grant }) => grant))].filter(({ revoked }) => !revoked)
}
