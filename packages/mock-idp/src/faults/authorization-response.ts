import type { ResponseDraft } from '../authorize/response-draft.ts'
import type { Injectors } from './inject.ts'

/** How an authorization response goes wrong. */
export const authorizationResponseInjectors: Injectors<'authorization-response', ResponseDraft> = {
  'authorization-response.state.append1': (draft) => {
    draft.set('state', `${draft.get('state') ?? ''}1`)
  },
}
