import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import type { LoginBinding } from '@frontchannel/contract/session'
import { cookiePairs, hostCookie } from '../http/cookies.ts'
import type { SessionKey } from '../sealing/session-keys.ts'

const prefix = '__Host-Http-tx-'
const lifetimeSeconds = 600
const mostPending = 5

/**
 * Binds a login to this browser without storing anything here: the cookie is a time and a
 * signature over it and all that the hand-off will repeat. Nothing can be read from it, and it is
 * worth nothing with another code, verifier, nonce or state.
 */
export function loginCookie(keys: readonly SessionKey[], login: LoginBinding, now: Date): string {
  const [key] = keys
  if (!key) throw new Error('there is no session key')
  const at = now.getTime().toString(36)
  const value = `${at}.${signature(key, login, at)}`
  return hostCookie(nameOf(login.state), value, { maxAgeSeconds: lifetimeSeconds })
}

/** Why the browser did not begin this login; undefined if it did. */
export function foreignLogin(
  keys: readonly SessionKey[],
  cookies: string | undefined,
  login: LoginBinding,
  now: Date,
): string | undefined {
  const name = nameOf(login.state)
  const values = cookiePairs(cookies).flatMap(([key, value]) => (key === name ? [value] : []))
  const [value, ...others] = values
  if (value === undefined) return 'a login that this browser did not begin'
  if (others.length > 0) return 'two cookies for one login'
  const [at = '', given = ''] = value.split('.')
  const age = now.getTime() - parseInt(at, 36)
  if (!(age >= 0 && age <= lifetimeSeconds * 1000)) return 'a login that began too long ago'
  const isSigned = keys.some((key) => isSame(given, signature(key, login, at)))
  return isSigned ? undefined : 'another login than the one that this browser began'
}

/** Removes the cookie of a login, whatever became of it. */
export const noLoginCookie = (state: string): string =>
  hostCookie(nameOf(state), '', { maxAgeSeconds: 0 })

/** Removes the oldest of too many: each is in every request from now on. */
export function surplusLoginCookies(cookies: string | undefined): string[] {
  return cookiePairs(cookies)
    .filter(([name]) => name.startsWith(prefix))
    .sort(([, one], [, other]) => startOf(other) - startOf(one))
    .slice(mostPending - 1)
    .map(([name]) => hostCookie(name, '', { maxAgeSeconds: 0 }))
}

const startOf = (value: string): number => parseInt(value, 36) || 0

// eight digits keep two tabs apart; what keeps a stranger out is the signature
const nameOf = (state: string): string =>
  prefix + createHash('sha256').update(state).digest('hex').slice(0, 8)

function signature({ signing }: SessionKey, login: LoginBinding, at: string): string {
  const { state, nonce, codeChallenge, issuer, flow, redirectUri } = login
  const parts = [at, state, nonce, codeChallenge, issuer, flow, redirectUri]
  return createHmac('sha256', signing).update(JSON.stringify(parts)).digest('base64url')
}

function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)]
  return a.length === b.length && timingSafeEqual(a, b)
}
