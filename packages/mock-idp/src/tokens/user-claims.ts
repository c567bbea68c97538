import type { User } from '../tenant/user.ts'
import type { JsonObject } from './draft.ts'
import { claimsOfScope } from './standard-scopes.ts'

/**
 * The claims about an end-user that scopes give, and those asked for by name. A claim the user has
 * no value for is left out (OIDC Core §5.3.2), and so is one that nobody asked for.
 */
export function userClaims(
  user: User,
  scopes: readonly string[],
  names: readonly string[] = [],
): JsonObject {
  const known: JsonObject = {
    ...user.claims,
    email: user.email || undefined,
    ...user.idTokenClaims,
  }
  const wanted = [...scopes.flatMap(claimsOfScope), ...names, ...Object.keys(user.idTokenClaims)]
  return Object.fromEntries(
    [...new Set(wanted)].flatMap((name) =>
      Object.hasOwn(known, name) && known[name] !== undefined ? [[name, known[name]]] : [],
    ),
  )
}
