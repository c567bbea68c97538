import type { JsonObject, TokenDraft } from '../tokens/draft.ts'
import type { Injector, Injectors } from './inject.ts'
import { idTokenInjectors } from './id-token/index.ts'

/** An answer of the token endpoint before it is sent. */
export interface TokenResponseDraft {
  readonly refreshed: boolean
  /** Not signed yet. */
  idToken: TokenDraft | undefined
  body: JsonObject
  status: number
  /** The client never gets the answer. */
  lost: boolean
}

type Edit = Injector<TokenResponseDraft>

const idToken =
  (edit: Injector<TokenDraft>, onRefresh = false): Edit =>
  async (response, provider) => {
    if (response.idToken && (response.refreshed || !onRefresh)) {
      await edit(response.idToken, provider)
    }
  }

const member =
  (name: string, value: unknown): Edit =>
  ({ body }) => {
    body[name] = value
  }

const error =
  (code: string, status: number): Edit =>
  (response) => {
    response.body = { error: code }
    response.idToken = undefined
    response.status = status
  }

/** A refreshed `sub` must differ even where the first one has a 1 at its end. */
const subAppend1: Injector<TokenDraft> = ({ claims }) => {
  claims['sub'] = `${String(claims['sub'])}1`
}

/** How an answer of the token endpoint goes wrong. */
export const tokenResponseInjectors: Injectors<'token-response', TokenResponseDraft> = {
  'token-response.id_token.iss.append1': idToken(idTokenInjectors['id-token.iss.append1']),
  'token-response.id_token.sub.append1': idToken(subAppend1),
  'token-response.id_token.aud.append1': idToken(idTokenInjectors['id-token.aud.append1']),
  'token-response.id_token.nonce.append1': idToken(idTokenInjectors['id-token.nonce.append1']),
  'token-response.id_token.signature.xor5a': idToken(idTokenInjectors['id-token.signature.xor5a']),
  'token-response.id_token.alg.none': idToken(idTokenInjectors['id-token.alg.none']),
  'token-response.id_token.exp.past': idToken(idTokenInjectors['id-token.exp.past']),
  'token-response.id_token.at_hash.append1': idToken(idTokenInjectors['id-token.at_hash.append1']),
  'token-response.id_token.missing': (response) => {
    response.idToken = undefined
  },
  'token-response.access_token.missing': member('access_token', undefined),
  'token-response.access_token.number': member('access_token', 1),
  'token-response.token_type.missing': member('token_type', undefined),
  'token-response.token_type.mac': member('token_type', 'mac'),
  'token-response.token_type.lower-case': member('token_type', 'bearer'),
  'token-response.expires_in.missing': member('expires_in', undefined),
  'token-response.expires_in.string': ({ body }) => {
    body['expires_in'] = String(body['expires_in'])
  },
  'token-response.extra.unknown': member('https://stranger.example/extra', { foo: 'bar' }),
  'token-response.refreshed.iss.append1': idToken(idTokenInjectors['id-token.iss.append1'], true),
  'token-response.refreshed.sub.append1': idToken(subAppend1, true),
  'token-response.refreshed.aud.append1': idToken(idTokenInjectors['id-token.aud.append1'], true),
  'token-response.error.invalid_grant': error('invalid_grant', 400),
  'token-response.error.invalid_client': error('invalid_client', 401),
  'token-response.error.lost': (response) => {
    response.lost = true
  },
}
