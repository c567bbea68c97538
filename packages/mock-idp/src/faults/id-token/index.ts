import type { TokenDraft } from '../../tokens/draft.ts'
import type { Injectors } from '../inject.ts'
import { claimInjectors } from './claims.ts'
import { signatureInjectors } from './signature.ts'

/** How an ID Token goes wrong, wherever it is issued. */
export const idTokenInjectors: Injectors<'id-token', TokenDraft> = {
  ...claimInjectors,
  ...signatureInjectors,
}
