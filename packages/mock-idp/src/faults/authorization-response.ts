import { base64url } from 'jose'
import type { ResponseDraft } from '../authorize/response-draft.ts'
import { randomId } from '../random.ts'
import type { Provider } from '../provider.ts'
import { signDraft } from '../tokens/sign-draft.ts'
import { draftToken } from '../tokens/draft.ts'
import type { JsonObject } from '../tokens/draft.ts'
import { errorInjectors } from './authorization-error.ts'
import type { Injector, Injectors } from './inject.ts'

type Edit = Injector<ResponseDraft>

const set =
  (name: string, value: string): Edit =>
  (draft) =>
    draft.set(name, value)

/** Only if it is there: a response without it would not become a different one. */
const change =
  (name: string, edit: (value: string) => string): Edit =>
  (draft) => {
    const value = draft.get(name)
    if (value !== undefined) draft.set(name, edit(value))
  }

const remove =
  (name: string): Edit =>
  (draft) =>
    draft.remove(name)

const repeat =
  (name: string, edit: (value: string) => string = (value) => value): Edit =>
  (draft) => {
    const value = draft.get(name)
    if (value !== undefined) draft.parameters.push([name, edit(value)])
  }

const pad = (characters: number): Edit => set('padding', 'x'.repeat(characters))

/** How an authorization response goes wrong. */
export const authorizationResponseInjectors: Injectors<'authorization-response', ResponseDraft> = {
  ...errorInjectors,
  'authorization-response.state.append1': (draft) =>
    draft.set('state', `${draft.get('state') ?? ''}1`),
  'authorization-response.state.missing': remove('state'),
  'authorization-response.state.duplicated': repeat('state', (state) => `${state}1`),
  'authorization-response.iss.append1': (draft, { issuer }) => draft.set('iss', `${issuer}1`),
  'authorization-response.iss.foreign': set('iss', 'https://stranger.example/'),
  'authorization-response.iss.added': (draft, { issuer }) => draft.set('iss', issuer),
  'authorization-response.channel.swapped': (draft) => {
    draft.mode = draft.mode === 'query' ? 'fragment' : 'query'
  },
  'authorization-response.channel.both': (draft) => {
    draft.mode = 'query-and-fragment'
  },
  'authorization-response.channel.empty': (draft) => {
    draft.parameters = []
  },
  'authorization-response.access_token.duplicated': repeat('access_token'),
  'authorization-response.id_token.duplicated': repeat('id_token'),
  'authorization-response.code.duplicated': repeat('code'),
  'authorization-response.access_token.missing': remove('access_token'),
  'authorization-response.id_token.missing': remove('id_token'),
  'authorization-response.code.missing': remove('code'),
  'authorization-response.refresh_token.added': (draft) => draft.set('refresh_token', randomId()),
  'authorization-response.id_token.added': async (draft, provider) => {
    if (draft.get('id_token') === undefined) draft.set('id_token', await anIdToken(provider))
  },
  'authorization-response.access_token.added': (draft) => {
    if (draft.get('access_token') !== undefined) return
    draft.set('access_token', randomId())
    draft.set('token_type', 'Bearer')
  },
  'authorization-response.code.added': (draft) => {
    if (draft.get('code') === undefined) draft.set('code', randomId())
  },
  'authorization-response.access_token.swapped': async (draft, provider) => {
    const token = draft.get('access_token')
    if (token !== undefined) draft.set('access_token', await anotherAccessToken(provider, token))
  },
  'authorization-response.code.swapped': (draft, provider) => {
    const code = draft.get('code')
    if (code !== undefined) draft.set('code', anotherCode(provider, code))
  },
  'authorization-response.token_type.missing': remove('token_type'),
  'authorization-response.token_type.dpop': change('token_type', () => 'DPoP'),
  'authorization-response.token_type.mac': change('token_type', () => 'mac'),
  'authorization-response.token_type.lower-case': change('token_type', () => 'bearer'),
  'authorization-response.token_type.upper-case': change('token_type', () => 'BEARER'),
  'authorization-response.expires_in.missing': remove('expires_in'),
  'authorization-response.expires_in.zero': change('expires_in', () => '0'),
  'authorization-response.expires_in.negative': change('expires_in', () => '-1'),
  'authorization-response.expires_in.text': change('expires_in', () => '3600abc'),
  'authorization-response.expires_in.huge': change('expires_in', () => '1000000000'),
  'authorization-response.scope.wider': set('scope', 'openid admin:everything'),
  'authorization-response.scope.narrower': set('scope', 'openid'),
  'authorization-response.extra.unknown': set('https://stranger.example/extra', 'foobar'),
  'authorization-response.size.8k': pad(8 * 1024),
  'authorization-response.size.64k': pad(64 * 1024),
  'authorization-response.size.2m': pad(2 * 1024 * 1024),
  'authorization-response.encoding.percent-20': (draft) => {
    draft.set('note', 'two words')
    draft.editText = (text) => text.replaceAll('+', '%20')
  },
  'authorization-response.encoding.broken': (draft) => {
    draft.set('state', `${draft.get('state') ?? ''}…`)
    draft.editText = (text) => text.replace('%E2%80%A6', '%E2%80%')
  },
  'authorization-response.proto.polluting': (draft) => {
    draft.remove('state')
    draft.parameters.push(
      ['__proto__', '[object]'],
      ['__proto__[state]', 'x'],
      ['constructor', 'x'],
    )
  },
}

/** A real ID Token, of some other login. */
async function anIdToken(provider: Provider): Promise<string> {
  const iat = Math.floor(provider.now().getTime() / 1000)
  const claims = { iss: provider.issuer, sub: randomId(), aud: randomId(), iat, exp: iat + 3600 }
  return signDraft(draftToken('JWT', claims, await provider.keys.signingKey('RS256')))
}

/** A real Access Token of the same shape, of another login. */
async function anotherAccessToken(provider: Provider, token: string): Promise<string> {
  const [header, claims] = token.split('.', 2).map(parseSegment)
  if (!header || !claims) return randomId()
  const key = await provider.keys.signingKey(header['alg'] === 'ES256' ? 'ES256' : 'RS256')
  return signDraft({ header, claims: { ...claims, jti: randomId(16) }, key })
}

function parseSegment(segment: string): JsonObject | undefined {
  try {
    return JSON.parse(new TextDecoder().decode(base64url.decode(segment))) as JsonObject
  } catch {
    return undefined // an opaque token
  }
}

/** A real code for the same client, of a login with another nonce. */
function anotherCode(provider: Provider, code: string): string {
  const record = provider.codes.get(code)
  const other = randomId()
  if (record) {
    const grant = { ...record.grant, nonce: randomId() }
    provider.codes.set(other, { ...record, grant }, 60)
  }
  return other
}
