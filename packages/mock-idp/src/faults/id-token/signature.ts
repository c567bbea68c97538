import { base64url } from 'jose'
import type { TokenDraft } from '../../tokens/draft.ts'
import { randomId } from '../../random.ts'
import type { Injectors } from '../inject.ts'
import {
  asJsonSerialization,
  duplicateAlg,
  editClaims,
  editSegments,
  editSignature,
  editText,
  publicPem,
  removeHeader,
  setHeader,
  spoilSignature,
  strangerKey,
  swapClaims,
  unsigned,
  withAlgorithm,
  withPublishedKey,
  withSecret,
  withSpareBit,
  withStrangerKey,
} from '../token-edits.ts'

const hs256PublicKey = withSecret(publicPem)

export const signatureInjectors = {
  'id-token.signature.xor5a': spoilSignature,
  'id-token.signature.empty': editSignature(() => new Uint8Array()),
  'id-token.signature.stranger': withStrangerKey(),
  'id-token.signature.swapped-claims': swapClaims,
  'id-token.alg.none': unsigned('none'),
  'id-token.alg.none-in-capitals': unsigned('nOnE'),
  'id-token.alg.hs256-public-key': hs256PublicKey,
  'id-token.alg.hs256-client-id': withSecret(async (_, { claims }) => String(claims['aud'])),
  'id-token.alg.hs256-xor5a': async (draft, provider) => {
    await hs256PublicKey(draft, provider)
    await spoilSignature(draft, provider)
  },
  'id-token.alg.es256': withPublishedKey('ES256'),
  'id-token.alg.es256-xor5a': async (draft, provider) => {
    await withPublishedKey('ES256')(draft, provider)
    await spoilSignature(draft, provider)
  },
  'id-token.alg.rs512': withAlgorithm('RS512'),
  'id-token.alg.ps256': withAlgorithm('PS256'),
  'id-token.kid.missing': removeHeader('kid'),
  'id-token.kid.unknown': (draft) => {
    draft.header['kid'] = randomId(8)
  },
  'id-token.kid.number': setHeader('kid', 1),
  'id-token.key.rotated': async (draft, provider) => {
    await provider.keys.rotate({ when: 'now', keepOld: true })
    await withPublishedKey(draft.key?.alg ?? 'RS256')(draft, provider)
  },
  'id-token.typ.access-token': setHeader('typ', 'at+jwt'),
  'id-token.typ.logout-token': setHeader('typ', 'logout+jwt'),
  'id-token.typ.missing': removeHeader('typ'),
  'id-token.crit.unknown': ({ header }) => {
    Object.assign(header, { crit: ['exp-x'], 'exp-x': true })
  },
  'id-token.jwk.embedded': async (draft) => {
    draft.key = await strangerKey(draft.key?.alg ?? 'RS256')
    draft.header['jwk'] = draft.key.publicJwk
  },
  'id-token.format.two-segments': editSegments((header, claims) => [header, claims]),
  'id-token.format.encrypted': editSegments((header, claims, signature) => [
    header,
    claims,
    signature,
    claims,
    header,
  ]),
  'id-token.format.padded': editSegments((header, claims, signature) => [
    header,
    claims,
    `${signature}==`,
  ]),
  'id-token.format.nested': (draft) => {
    draft.header['cty'] = 'JWT'
    draft.editClaims = (json) => `${randomId(8)}.${base64url.encode(json)}.${randomId()}`
  },
  'id-token.format.non-canonical': editText(withSpareBit),
  'id-token.format.json-serialized': editText(asJsonSerialization),
  'id-token.format.duplicate-alg': duplicateAlg,
  'id-token.format.array': editClaims((json) => `[${json}]`),
  'id-token.format.duplicate-member': editClaims((json) =>
    json.replace(/}$/, ',"sub":"auth0|admin"}'),
  ),
  'id-token.format.not-json': editClaims((json) => json.slice(0, -1)),
} satisfies Partial<Injectors<'id-token', TokenDraft>>
