import type { TokenDraft } from '../../tokens/draft.ts'
import type { Injectors } from '../inject.ts'
import { algorithmInjectors } from './algorithm.ts'
import { headerInjectors } from './header.ts'
import { partyInjectors } from './parties.ts'
import { scopeInjectors } from './scopes.ts'
import { shapeInjectors } from './shape.ts'
import { timeInjectors } from './times.ts'

/** How a JWT Access Token goes wrong. */
export const accessTokenInjectors: Injectors<'access-token', TokenDraft> = {
  ...shapeInjectors,
  ...algorithmInjectors,
  ...headerInjectors,
  ...timeInjectors,
  ...partyInjectors,
  ...scopeInjectors,
}
