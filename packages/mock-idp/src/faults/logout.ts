import type { JsonObject, TokenDraft } from '../tokens/draft.ts'
import { idTokenInjectors } from './id-token/index.ts'
import type { Injectors } from './inject.ts'
import {
  append1,
  removeClaim,
  removeHeader,
  setClaim,
  spoilSignature,
  unsigned,
  withPublishedKey,
} from './token-edits.ts'

/** How a logout token goes wrong. */
export const logoutTokenInjectors: Injectors<'logout-token', TokenDraft> = {
  'logout-token.alg.none': unsigned('none'),
  'logout-token.alg.es256': withPublishedKey('ES256'),
  'logout-token.signature.xor5a': spoilSignature,
  'logout-token.events.missing': removeClaim('events'),
  'logout-token.events.mismatch': setClaim('events', { 'https://stranger.example/event': {} }),
  'logout-token.nonce.added': setClaim('nonce', 'n-0S6_WzA2Mj'),
  'logout-token.aud.append1': append1('aud'),
  'logout-token.iss.append1': append1('iss'),
  'logout-token.sub.missing': ({ claims }) => {
    Object.assign(claims, { sub: undefined, sid: undefined } satisfies JsonObject)
  },
  'logout-token.exp.past': idTokenInjectors['id-token.exp.past'],
  'logout-token.iat.missing': removeClaim('iat'),
  'logout-token.format.two-segments': idTokenInjectors['id-token.format.two-segments'],
  'logout-token.crit.unknown': idTokenInjectors['id-token.crit.unknown'],
  'logout-token.kid.unknown': idTokenInjectors['id-token.kid.unknown'],
  'logout-token.jti.missing': removeClaim('jti'),
  'logout-token.typ.missing': removeHeader('typ'),
}

/** The parameters that the browser brings back to the client after a logout. */
export interface LogoutResponse {
  state: string | undefined
}

/** How the way back after a logout goes wrong. */
export const logoutResponseInjectors: Injectors<'logout-response', LogoutResponse> = {
  'logout-response.state.append1': (response) => {
    if (response.state !== undefined) response.state += '1'
  },
  'logout-response.state.missing': (response) => {
    response.state = undefined
  },
}
