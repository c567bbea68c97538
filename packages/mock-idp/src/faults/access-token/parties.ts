import type { TokenDraft } from '../../tokens/draft.ts'
import { changePort, changeScheme, toggleSlash } from '../addresses.ts'
import type { Injectors } from '../inject.ts'
import { changeClaim, removeClaim, setClaim } from '../token-edits.ts'
import type { TokenEdit } from '../token-edits.ts'

/** Replaces aud by what is made of the API alone, without userinfo beside it. */
const ofApi =
  (change: (api: string) => unknown): TokenEdit =>
  ({ claims }) => {
    const [api] = [claims['aud']].flat()
    claims['aud'] = change(String(api))
  }

const stranger = 'https://stranger.example/'

export const partyInjectors = {
  'access-token.iss.missing': removeClaim('iss'),
  'access-token.iss.slash': changeClaim('iss', toggleSlash),
  'access-token.iss.case': changeClaim('iss', (iss) => iss.toUpperCase()),
  'access-token.iss.scheme': changeClaim('iss', changeScheme),
  'access-token.iss.port': changeClaim('iss', changePort),
  'access-token.iss.array': changeClaim('iss', (iss) => [iss]),
  'access-token.iss.array-foreign': changeClaim('iss', (iss) => [stranger, iss]),
  'access-token.iss.tenant': changeClaim('iss', (iss) => `${iss.replace(/\/$/, '')}/t/another/`),
  'access-token.iss.null': setClaim('iss', null),
  'access-token.iss.object': setClaim('iss', {}),
  'access-token.aud.array': (draft, provider) => {
    const userinfo = `${provider.issuer.replace(/\/$/, '')}/userinfo`
    return ofApi((api) => [api, userinfo])(draft, provider)
  },
  'access-token.aud.foreign': ofApi(() => 'https://stranger.example/api'),
  'access-token.aud.longer': ofApi((api) => `${api}.evil`),
  'access-token.aud.shorter': ofApi((api) => api.slice(0, -1)),
  'access-token.aud.slash': ofApi(toggleSlash),
  'access-token.aud.missing': removeClaim('aud'),
  'access-token.aud.empty': setClaim('aud', ''),
  'access-token.aud.null': setClaim('aud', null),
  'access-token.aud.nested': ofApi((api) => [[api]]),
  'access-token.aud.object': ofApi((api) => ({ [api]: true })),
  'access-token.aud.comma-joined': ofApi((api) => `${stranger},${api}`),
  'access-token.aud.space-joined': ofApi((api) => `${stranger} ${api}`),
  'access-token.aud.case': ofApi((api) => api.toUpperCase()),
  'access-token.sub.missing': removeClaim('sub'),
  'access-token.sub.number': setClaim('sub', 1),
  'access-token.sub.array': changeClaim('sub', (sub) => [sub]),
  'access-token.sub.long': setClaim('sub', 'x'.repeat(5000)),
  'access-token.client_id.missing': removeClaim('client_id'),
  'access-token.jti.missing': removeClaim('jti'),
  'access-token.cnf.bound': setClaim('cnf', {
    'x5t#S256': 'bwcK0esc3ACC3DB2Y5_lESsXE8o9ltc05O89jdN-dg2',
  }),
} satisfies Partial<Injectors<'access-token', TokenDraft>>
