import type { TokenDraft } from '../../tokens/draft.ts'
import { changePort, changeScheme, toggleSlash } from '../addresses.ts'
import { hostileProfile } from '../hostile-profile.ts'
import type { Injectors } from '../inject.ts'
import { append1, changeClaim, rawClaim, removeClaim, setClaim } from '../token-edits.ts'
import type { TokenEdit } from '../token-edits.ts'

/** Sets a time, in seconds from now. */
const inSeconds =
  (...times: readonly (readonly [claim: string, seconds: number])[]): TokenEdit =>
  ({ claims }, provider) => {
    const now = Math.floor(provider.now().getTime() / 1000)
    for (const [claim, seconds] of times) claims[claim] = now + seconds
  }

const day = 86_400
const week = 7 * day

export const claimInjectors = {
  'id-token.iss.append1': append1('iss'),
  'id-token.iss.missing': removeClaim('iss'),
  'id-token.iss.slash': changeClaim('iss', toggleSlash),
  'id-token.iss.case': changeClaim('iss', (iss) => iss.toUpperCase()),
  'id-token.iss.scheme': changeClaim('iss', changeScheme),
  'id-token.iss.port': changeClaim('iss', changePort),
  'id-token.iss.array': changeClaim('iss', (iss) => [iss]),
  'id-token.sub.missing': removeClaim('sub'),
  'id-token.sub.empty': setClaim('sub', ''),
  'id-token.sub.number': setClaim('sub', 1),
  'id-token.sub.long': setClaim('sub', 'x'.repeat(256)),
  'id-token.aud.append1': append1('aud'),
  'id-token.aud.missing': removeClaim('aud'),
  'id-token.aud.untrusted-extra': changeClaim('aud', (aud) => [aud, 'https://stranger.example/']),
  'id-token.aud.array': changeClaim('aud', (aud) => [aud]),
  'id-token.aud.untrusted-with-azp': ({ claims }) => {
    claims['azp'] = claims['aud']
    claims['aud'] = [claims['aud'], 'https://stranger.example/']
  },
  'id-token.azp.mismatch': setClaim('azp', 'another-client'),
  'id-token.exp.past': inSeconds(['exp', -600], ['iat', -900]),
  'id-token.exp.missing': removeClaim('exp'),
  'id-token.exp.string': ({ claims }) => {
    claims['exp'] = String(claims['exp'])
  },
  'id-token.exp.infinite': rawClaim('exp', '1e400'),
  'id-token.exp.skewed': inSeconds(['exp', -20], ['iat', -60]),
  'id-token.iat.missing': removeClaim('iat'),
  'id-token.iat.week-old': inSeconds(['iat', -week]),
  'id-token.iat.future': inSeconds(['iat', 3600]),
  'id-token.iat.skewed': inSeconds(['iat', 20]),
  'id-token.nbf.future': inSeconds(['nbf', 600]),
  'id-token.auth_time.stale': inSeconds(['auth_time', -day]),
  'id-token.auth_time.missing': removeClaim('auth_time'),
  'id-token.nonce.append1': append1('nonce'),
  'id-token.nonce.missing': removeClaim('nonce'),
  'id-token.at_hash.append1': append1('at_hash'),
  'id-token.at_hash.missing': removeClaim('at_hash'),
  'id-token.at_hash.empty': setClaim('at_hash', ''),
  'id-token.at_hash.longer': changeClaim('at_hash', (hash) => `${hash}${hash}`),
  'id-token.at_hash.case': changeClaim('at_hash', otherCase),
  'id-token.at_hash.padded': changeClaim('at_hash', (hash) => `${hash}==`),
  'id-token.c_hash.append1': append1('c_hash'),
  'id-token.c_hash.missing': removeClaim('c_hash'),
  'id-token.claims.unicode': setClaim('name', 'Zoë 山田 🦊 Ünïcödé'),
  'id-token.claims.hostile': ({ claims }) => void Object.assign(claims, hostileProfile),
} satisfies Partial<Injectors<'id-token', TokenDraft>>

function otherCase(text: string): string {
  return Array.from(text, (letter) =>
    letter === letter.toUpperCase() ? letter.toLowerCase() : letter.toUpperCase(),
  ).join('')
}
