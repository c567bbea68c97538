import type { TokenDraft } from '../../tokens/draft.ts'
import type { Injectors } from '../inject.ts'
import { changeClaim, removeClaim, setClaim } from '../token-edits.ts'
import type { TokenEdit } from '../token-edits.ts'

const eachScope = (change: (scope: string) => string, separator = ' '): TokenEdit =>
  changeClaim('scope', (scope) => scope.split(' ').map(change).join(separator))

/** Moves the scopes to the claim where another provider would have them. */
const moveTo =
  (claim: string): TokenEdit =>
  ({ claims }) => {
    const { scope } = claims
    claims[claim] = typeof scope === 'string' ? scope.split(' ') : []
    claims['scope'] = undefined
  }

const same = (scope: string): string => scope

export const scopeInjectors = {
  'access-token.scope.missing': removeClaim('scope'),
  'access-token.scope.empty': setClaim('scope', ''),
  'access-token.scope.null': setClaim('scope', null),
  'access-token.scope.number': setClaim('scope', 1),
  'access-token.scope.longer': eachScope((scope) => `${scope}X`),
  'access-token.scope.shorter': eachScope((scope) => scope.slice(0, -1)),
  'access-token.scope.comma-separated': eachScope(same, ','),
  'access-token.scope.tab-separated': eachScope(same, '\t'),
  'access-token.scope.case': eachScope((scope) => scope.toUpperCase()),
  'access-token.scope.quoted': eachScope((scope) => `"${scope}"`),
  'access-token.scope.renamed': moveTo('scp'),
  'access-token.scope.permissions': moveTo('permissions'),
  'access-token.scope.double-space': eachScope(same, '  '),
} satisfies Partial<Injectors<'access-token', TokenDraft>>
