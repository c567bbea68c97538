import type { JsonObject } from '../tokens/draft.ts'
import type { Injectors } from './inject.ts'

/** How a userinfo response goes wrong. */
export const userinfoInjectors: Injectors<'userinfo', JsonObject> = {
  'userinfo.sub.suffix': (claims) => {
    claims['sub'] = `${String(claims['sub'])}invalid`
  },
  'userinfo.sub.missing': (claims) => {
    delete claims['sub']
  },
}
