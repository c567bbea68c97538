import type { TokenDraft } from '../../tokens/draft.ts'
import type { Injectors } from '../inject.ts'
import { rawClaim, removeClaim, setClaim } from '../token-edits.ts'
import type { TokenEdit } from '../token-edits.ts'

/** Sets times, in seconds from now. */
const inSeconds =
  (times: Readonly<Record<string, number>>): TokenEdit =>
  ({ claims }, provider) => {
    const now = Math.floor(provider.now().getTime() / 1000)
    for (const [claim, seconds] of Object.entries(times)) claims[claim] = now + seconds
  }

/** A numeric claim, written as something else. */
const reshaped =
  (claim: string, shape: (value: unknown) => unknown): TokenEdit =>
  ({ claims }) => {
    claims[claim] = shape(claims[claim])
  }

const decade = 3653 * 86_400

export const timeInjectors = {
  'access-token.exp.past': inSeconds({ exp: -600, iat: -1200 }),
  'access-token.exp.missing': removeClaim('exp'),
  'access-token.exp.string': reshaped('exp', String),
  'access-token.exp.null': setClaim('exp', null),
  'access-token.exp.infinite': rawClaim('exp', '1e400'),
  'access-token.exp.not-a-number': rawClaim('exp', 'NaN'),
  'access-token.exp.array': reshaped('exp', (exp) => [exp]),
  'access-token.exp.true': setClaim('exp', true),
  'access-token.exp.zero': setClaim('exp', 0),
  'access-token.exp.object': setClaim('exp', {}),
  'access-token.exp.fraction': reshaped('exp', (exp) => Number(exp) + 0.5),
  'access-token.nbf.future': inSeconds({ nbf: 600 }),
  'access-token.nbf.string': ({ claims }) => {
    claims['nbf'] = String(claims['iat'])
  },
  'access-token.iat.missing': removeClaim('iat'),
  'access-token.iat.future': inSeconds({ iat: 3600, exp: 7200 }),
  'access-token.iat.decade-old': inSeconds({ iat: -decade }),
  'access-token.iat.after-exp': inSeconds({ exp: 300, iat: 600 }),
} satisfies Partial<Injectors<'access-token', TokenDraft>>
