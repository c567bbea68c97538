import { randomId } from '../random.ts'
import type { TokenDraft } from '../tokens/draft.ts'
import type { Injector, Injectors } from './inject.ts'
import {
  append1,
  changeClaim,
  editSegments,
  publicPem,
  removeClaim,
  removeHeader,
  spoilSignature,
  unsigned,
  withPublishedKey,
  withSecret,
  withStrangerKey,
} from './token-edits.ts'
import type { TokenEdit } from './token-edits.ts'

/** A signed userinfo response before it is sent. */
export interface SignedUserinfo {
  readonly token: TokenDraft
  /** Sent as JSON, without a signature. */
  asJson: boolean
}

const token =
  (edit: TokenEdit): Injector<SignedUserinfo> =>
  ({ token: draft }, provider) =>
    edit(draft, provider)

/** How a signed userinfo response goes wrong. */
export const signedUserinfoInjectors: Injectors<'signed-userinfo', SignedUserinfo> = {
  'signed-userinfo.signature.xor5a': token(spoilSignature),
  'signed-userinfo.signature.stranger': token(withStrangerKey()),
  'signed-userinfo.alg.none': token(unsigned('none')),
  'signed-userinfo.alg.mismatch': token((draft, provider) =>
    withPublishedKey(draft.key?.alg === 'RS256' ? 'ES256' : 'RS256')(draft, provider),
  ),
  'signed-userinfo.alg.hs256-public-key': token(withSecret(publicPem)),
  'signed-userinfo.kid.unknown': token(({ header }) => {
    header['kid'] = randomId(8)
  }),
  'signed-userinfo.iss.append1': token(append1('iss')),
  'signed-userinfo.iss.missing': token(removeClaim('iss')),
  'signed-userinfo.aud.append1': token(append1('aud')),
  'signed-userinfo.aud.missing': token(removeClaim('aud')),
  'signed-userinfo.aud.array': token(changeClaim('aud', (aud) => [aud])),
  // an ID Token says all that a signed answer has to say; only its times and nonce give it away
  'signed-userinfo.typ.id-token': token(({ claims }, provider) => {
    const iat = Math.floor(provider.now().getTime() / 1000)
    Object.assign(claims, { iat, exp: iat + 3600, nonce: randomId() })
  }),
  'signed-userinfo.typ.missing': token(removeHeader('typ')),
  'signed-userinfo.format.two-segments': token(editSegments((header, claims) => [header, claims])),
  'signed-userinfo.format.json': (answer) => {
    answer.asJson = true
  },
}
