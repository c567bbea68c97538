import { hash, randomBytes } from 'node:crypto'
import { cookiesNamed, hostCookie } from '../http/cookies.ts'
import { Problem } from '../http/problem.ts'

// browsers that know `__Host-Http-` also keep scripts from setting it; the others see `__Host-`
export const sessionCookieName = '__Host-Http-session'
const idBytes = 32
const wellFormed = /^[A-Za-z0-9_-]{43}$/

/** A name that nobody guesses, and the digest by which the database knows it. */
export interface SessionId {
  readonly value: string
  readonly digest: Buffer
}

export function newSessionId(): SessionId {
  const value = randomBytes(idBytes).toString('base64url')
  return { value, digest: digestOf(value) }
}

/**
 * The digest of the session that a request names; undefined if it names none.
 *
 * @throws {Problem} if it names two: somebody else has set one of them
 */
export function readSessionCookie(header: string | undefined): Buffer | undefined {
  const [value, ...others] = cookiesNamed(header, sessionCookieName)
  if (others.length > 0) throw new Problem('ambiguous_session')
  return value !== undefined && wellFormed.test(value) ? digestOf(value) : undefined
}

export const sessionCookie = (value: string, maxAgeSeconds: number | undefined): string =>
  hostCookie(sessionCookieName, value, { maxAgeSeconds })

export const noSessionCookie = (): string => hostCookie(sessionCookieName, '', { maxAgeSeconds: 0 })

// a value of 256 random bits needs neither salt nor many rounds
function digestOf(value: string): Buffer {
  return hash('sha256', value, 'buffer')
}
