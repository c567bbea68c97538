import { rowsOf } from '../rows.ts'

const { accept, reject } = rowsOf('access-token', 'resource-server')
const scope = 'access-token.scope'

/** What an Access Token permits: too little, or said in a way that must not count. */
export const accessTokenScopeFaults = [
  reject('access-token.scope.missing', scope, 'RFC6750-3.1', 'scope is left out'),
  reject('access-token.scope.empty', scope, 'RFC6750-3.1', 'scope is the empty string'),
  reject('access-token.scope.null', scope, 'RFC6750-3.1', 'scope is null'),
  reject('access-token.scope.number', scope, 'RFC6750-3.1', 'scope is a number'),
  reject('access-token.scope.longer', scope, 'RFC6750-3.1', 'Every scope has an X behind it'),
  reject(
    'access-token.scope.shorter',
    scope,
    'RFC6750-3.1',
    'Every scope lacks its last character',
  ),
  reject(
    'access-token.scope.comma-separated',
    scope,
    'RFC6750-3.1',
    'The scopes are separated by commas',
  ),
  reject(
    'access-token.scope.tab-separated',
    scope,
    'RFC6750-3.1',
    'The scopes are separated by tabs',
  ),
  reject('access-token.scope.case', scope, 'RFC6750-3.1', 'The scopes are in upper case'),
  reject(
    'access-token.scope.renamed',
    scope,
    'RFC6750-3.1',
    'The scopes are in scp, where another provider would have them',
  ),
  reject('access-token.scope.quoted', scope, 'RFC6750-3.1', 'Every scope is in quotes'),
  reject('access-token.scope.permissions', scope, 'RFC6750-3.1', 'The scopes are in permissions'),
  accept(
    'access-token.scope.double-space',
    'RFC6749-3.3',
    'The scopes are separated by two spaces',
  ),
] as const
