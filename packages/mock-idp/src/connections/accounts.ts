import { findUser } from '../provider.ts'
import type { Provider } from '../provider.ts'
import type { User } from '../tenant/user.ts'
import type { Connection } from './connection.ts'
import { isDatabase } from './enabled.ts'
import { subjectOf } from './subject.ts'

/** E-mail addresses differ in case by habit, not by meaning. */
export const sameEmail = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase()

/** True if a connection vouches for a user. Users that name none belong to the first database. */
export function belongsTo({ tenant }: Provider, user: User, connection: Connection): boolean {
  const own = user.connection ?? tenant.connections.find(isDatabase)?.name
  return own === connection.name
}

export const findInDatabase = (
  provider: Provider,
  connection: Connection,
  email: string,
): User | undefined =>
  provider.tenant.users.find(
    (user) => sameEmail(user.email, email) && belongsTo(provider, user, connection),
  )

/** What a connection knows of somebody. */
export interface NewAccount {
  readonly id: string
  readonly email?: string | undefined
  readonly password?: string
  readonly claims: User['claims']
  readonly userMetadata?: User['userMetadata']
  readonly appMetadata?: User['appMetadata']
}

/** Adds somebody whom a connection vouches for, or brings their claims up to date. */
export async function keepAccount(
  provider: Provider,
  connection: Connection,
  account: NewAccount,
): Promise<User> {
  const sub = await subjectOf(connection, account.id)
  const known = findUser(provider, sub)
  const user: User = {
    sub,
    // somebody who came by telephone has none
    email: account.email ?? known?.email ?? '',
    ...(account.password !== undefined && { password: account.password }),
    connection: connection.name,
    claims: { ...known?.claims, ...account.claims },
    permissions: known?.permissions ?? connection.permissions,
    idTokenClaims: known?.idTokenClaims ?? {},
    accessTokenClaims: known?.accessTokenClaims ?? {},
    userMetadata: account.userMetadata ?? known?.userMetadata ?? {},
    appMetadata: account.appMetadata ?? known?.appMetadata ?? {},
    blocked: known?.blocked ?? false,
  }
  const { tenant } = provider
  tenant.users = [...tenant.users.filter((other) => other.sub !== sub), user]
  return user
}

/** Changes a user who is there. */
export function changeAccount({ tenant }: Provider, sub: string, changes: Partial<User>): void {
  tenant.users = tenant.users.map((user) => (user.sub === sub ? { ...user, ...changes } : user))
}
