import { randomId } from '../random.ts'
import type { JsonObject } from '../tokens/draft.ts'
import { hostileProfile } from './hostile-profile.ts'
import type { Injectors } from './inject.ts'

/** How a userinfo response goes wrong. */
export const userinfoInjectors: Injectors<'userinfo', JsonObject> = {
  'userinfo.sub.suffix': (claims) => {
    claims['sub'] = `${String(claims['sub'])}invalid`
  },
  'userinfo.sub.missing': (claims) => {
    delete claims['sub']
  },
  'userinfo.sub.number': (claims) => {
    claims['sub'] = 1
  },
  'userinfo.claims.hostile': (claims) => void Object.assign(claims, hostileProfile),
  'userinfo.claims.huge': (claims) => {
    claims['name'] = 'x'.repeat(20_000)
  },
  'userinfo.claims.aggregated': (claims) => {
    claims['_claim_names'] = { phone_number: 'stranger' }
    claims['_claim_sources'] = { stranger: { JWT: `${randomId(8)}.${randomId()}.${randomId()}` } }
  },
  'userinfo.claims.distributed': (claims) => {
    const endpoint = 'http://stranger.invalid/claims'
    claims['_claim_names'] = { credit_score: 'stranger' }
    claims['_claim_sources'] = { stranger: { endpoint, access_token: randomId() } }
  },
}
