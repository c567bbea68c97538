import { equals, runChecks, type Check } from '@frontchannel/conformance'
import type { ProviderEnvironment } from '../environment.ts'
import type { Login } from './login.ts'

/** A user: `sub` alone means nothing beyond its issuer. */
export type User = Pick<Login, 'issuer' | 'sub'>

const nameOf = ({ issuer, sub }: User): string => `${sub ?? 'nobody'} of ${issuer}`

/** What is checked of a login that renews a session. */
export const sessionChecks = [
  {
    // somebody else may have logged in at the provider meanwhile, in another tab
    id: 'session.sub',
    requirements: ['OIDCC-3.1.2.6', 'OIDCC-2'],
    test: (renewed, current) => equals(nameOf(renewed), nameOf(current)),
  },
] as const satisfies readonly Check<User, User>[]

/**
 * Refuses to renew the session of one user with the login of another. Whoever catches the refusal
 * ends the session: its user is no longer the one at the provider.
 *
 * Does NOT compare anything but issuer and subject.
 *
 * @throws {ProtocolError} `session.sub`
 * @see {@link https://openid.net/specs/openid-connect-core-1_0.html#rfc.section.3.1.2.6 OpenID Connect Core §3.1.2.6}
 */
export async function assertSameUser(
  renewed: User,
  current: User,
  { now, trace }: Pick<ProviderEnvironment, 'now' | 'trace'>,
): Promise<void> {
  await runChecks(sessionChecks, renewed, current, { step: 'authorization-response', now, trace })
}
