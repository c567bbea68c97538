import type { TokenDraft } from '../tokens/draft.ts'
import type { Injectors } from './inject.ts'
import { seconds } from '../provider.ts'

const append1 =
  (claim: string) =>
  ({ claims }: TokenDraft): void => {
    const value = claims[claim]
    claims[claim] = `${typeof value === 'string' ? value : ''}1`
  }

/** How an ID Token goes wrong. */
export const idTokenInjectors: Injectors<'id-token', TokenDraft> = {
  'id-token.nonce.append1': append1('nonce'),
  'id-token.at_hash.append1': append1('at_hash'),
  'id-token.signature.xor5a': (draft) => {
    draft.editSignature = (signature) => signature.map((byte) => byte ^ 0x5a)
  },
  'id-token.exp.past': (draft, provider) => {
    draft.claims['exp'] = seconds(provider) - 600
    draft.claims['iat'] = seconds(provider) - 1200
  },
}
