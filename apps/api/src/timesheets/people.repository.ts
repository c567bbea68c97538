import { Injectable } from '@nestjs/common'
import { sql } from 'drizzle-orm'
import { lookup, onlyRow } from '../database/lookup.ts'
import { people } from '../database/schema.ts'
import type { Transaction } from '../database/transactions.ts'
import type { Identity } from './identity.ts'

export type Person = typeof people.$inferSelect
export type NamedIdentity = Identity & { readonly name?: string | undefined }

/** Everybody whose identity an entry or a decision has to refer to. */
@Injectable()
export class PeopleRepository {
  /** The row of somebody who is here with a token, which knows their name best. */
  async ensure(transaction: Transaction, somebody: NamedIdentity): Promise<Person> {
    const { issuer, subject, name } = somebody
    const [known] = await transaction
      .select()
      .from(people)
      .where(isOneOf([somebody]))
    if (known && (name === undefined || name === known.name)) return known
    const rows = await transaction
      .insert(people)
      .values({ issuer, subject, name })
      .onConflictDoUpdate({
        target: [people.issuer, people.subject],
        // a token that names nobody takes no name away
        set: { name: sql`coalesce(excluded.name, ${people.name})` },
      })
      .returning()
    return onlyRow(rows)
  }

  /** The rows of people whom somebody else names: whoever is known keeps what is known of them. */
  async ensureAll(
    transaction: Transaction,
    somebodies: readonly NamedIdentity[],
  ): Promise<(identity: Identity) => Person> {
    // always in the same order: two transactions that wait for each other would wait forever
    const inOrder = somebodies.toSorted((a, b) => compare(keyOf(a), keyOf(b)))
    await transaction
      .insert(people)
      .values(inOrder.map(({ issuer, subject, name }) => ({ issuer, subject, name })))
      .onConflictDoNothing()
    const rows = await transaction.select().from(people).where(isOneOf(somebodies))
    return lookup(rows, keyOf, keyOf)
  }
}

/** Unambiguous: an issuer is a URL and holds no blank. */
const keyOf = ({ issuer, subject }: Identity): string => `${issuer} ${subject}`

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

const isOneOf = (identities: readonly Identity[]) => {
  const issuers = sql.param(identities.map(({ issuer }) => issuer))
  const subjects = sql.param(identities.map(({ subject }) => subject))
  return sql`(${people.issuer}, ${people.subject}) in (select * from unnest(${issuers}::text[], ${subjects}::text[]))`
}
