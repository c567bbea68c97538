import { base64url } from 'jose'
import type { TokenDraft } from '../../tokens/draft.ts'
import type { Injectors } from '../inject.ts'
import {
  editSignature,
  publicPem,
  removeHeader,
  setHeader,
  spoilSignature,
  swapClaims,
  unsigned,
  withAlgorithm,
  withPublishedKey,
  withSecret,
  withStrangerKey,
} from '../token-edits.ts'

export const algorithmInjectors = {
  'access-token.alg.none': unsigned('none'),
  'access-token.alg.none-in-capitals': unsigned('NONE'),
  'access-token.alg.none-mixed-case': unsigned('nOnE'),
  'access-token.alg.none-signed': setHeader('alg', 'none'),
  'access-token.alg.missing': removeHeader('alg'),
  'access-token.alg.array': ({ header }) => {
    header['alg'] = [header['alg']]
  },
  'access-token.alg.lower-case': ({ header }) => {
    header['alg'] = String(header['alg']).toLowerCase()
  },
  'access-token.alg.trailing-space': ({ header }) => {
    header['alg'] = `${String(header['alg'])} `
  },
  'access-token.alg.hs256-public-key': withSecret(publicPem),
  'access-token.alg.hs256-jwk': withSecret(async ({ publicJwk }) => JSON.stringify(publicJwk)),
  'access-token.alg.hs256-modulus': withSecret(async ({ publicJwk }) =>
    base64url.decode(publicJwk?.n ?? publicJwk?.x ?? 'AAAA'),
  ),
  // Web Crypto refuses a key of no bytes; HMAC pads both with zeros, so they are the same key
  'access-token.alg.hs256-empty': withSecret(async () => new Uint8Array(1)),
  'access-token.alg.rs512': withAlgorithm('RS512'),
  'access-token.alg.es256': withPublishedKey('ES256'),
  'access-token.alg.es256-zero': async (draft, provider) => {
    await withPublishedKey('ES256')(draft, provider)
    draft.editSignature = () => new Uint8Array(64)
  },
  'access-token.alg.es256-zero-der': async (draft, provider) => {
    await withPublishedKey('ES256')(draft, provider)
    draft.editSignature = () => new Uint8Array([0x30, 6, 2, 1, 0, 2, 1, 0])
  },
  'access-token.alg.ps256': withAlgorithm('PS256'),
  'access-token.alg.es384': withStrangerKey('ES384'),
  'access-token.alg.eddsa': withStrangerKey('EdDSA'),
  'access-token.signature.empty': editSignature(() => new Uint8Array()),
  'access-token.signature.bit-flipped': editSignature((signature) =>
    signature.map((byte, index) => (index === 0 ? byte ^ 1 : byte)),
  ),
  'access-token.signature.xor5a': spoilSignature,
  'access-token.signature.swapped-claims': swapClaims,
  'access-token.signature.stranger': withStrangerKey(),
} satisfies Partial<Injectors<'access-token', TokenDraft>>
