import { scopeToken } from '../../tenant/api.ts'
import type { AuthorizationCheck } from '../check.ts'

export const scopeWellFormed: AuthorizationCheck = {
  id: 'authorization-request.scope.well-formed',
  requirements: ['RFC6749-3.3'],
  error: 'invalid_scope',
  // unknown scopes are no error: they are not granted, and the response says so
  refuses: ({ scopes }) =>
    scopes.every((scope) => scopeToken.safeParse(scope).success)
      ? undefined
      : 'scope holds characters that a scope token must not have',
}
