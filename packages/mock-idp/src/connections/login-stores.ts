import type { LoginTicket } from '../embedded/ticket.ts'
import type { PausedLogin } from '../rules/continue.ts'
import { createExpiringMap } from '../stores/expiring-map.ts'
import type { ExpiringMap } from '../stores/expiring-map.ts'
import { createAttempts } from './database/attempts.ts'
import type { Attempts } from './database/attempts.ts'
import type { Challenge } from './passwordless/challenge.ts'
import type { PasswordReset } from './database/password-reset.ts'
import type { Departure } from './upstream/departure.ts'

/** What the connections of a tenant remember while somebody logs in. */
export interface LoginStores {
  readonly attempts: Attempts
  /** By connection and address: a new one takes the place of the last. */
  readonly challenges: ExpiringMap<Challenge>
  /** The secret of a magic link to the key of its challenge. */
  readonly links: ExpiringMap<string>
  readonly resets: ExpiringMap<PasswordReset>
  /** Those who are at an upstream provider, by `state` or `RelayState`. */
  readonly departures: ExpiringMap<Departure>
  /** Where those go on who log out at an upstream provider, by `state`; undefined: nowhere. */
  readonly farewells: ExpiringMap<{ readonly next: string | undefined }>
  /** The ids of SAML assertions: each is taken once. */
  readonly usedAssertions: ExpiringMap<true>
  /** Logins in the pages of applications, until their authorization requests come. */
  readonly tickets: ExpiringMap<LoginTicket>
  /** Logins that wait for whom a rule has sent away. */
  readonly pauses: ExpiringMap<PausedLogin>
  /** How often each user has logged in. */
  readonly counts: Map<string, number>
  /** How many messages went to an address lately. */
  readonly messages: ExpiringMap<{ readonly count: number }>
}

export const createLoginStores = (now: () => Date): LoginStores => ({
  attempts: createAttempts(now),
  challenges: createExpiringMap(now),
  links: createExpiringMap(now),
  resets: createExpiringMap(now),
  departures: createExpiringMap(now),
  farewells: createExpiringMap(now),
  usedAssertions: createExpiringMap(now),
  tickets: createExpiringMap(now),
  pauses: createExpiringMap(now),
  counts: new Map(),
  messages: createExpiringMap(now),
})
