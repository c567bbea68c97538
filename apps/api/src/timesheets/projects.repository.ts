import { Inject, Injectable } from '@nestjs/common'
import { and, asc, eq, gt, inArray, notExists, or } from 'drizzle-orm'
import { database, type Database } from '../database/database.ts'
import { lookup } from '../database/lookup.ts'
import { people, projectMembers, projects } from '../database/schema.ts'
import type { Transaction } from '../database/transactions.ts'
import type { Identity } from './identity.ts'

type Project = typeof projects.$inferSelect

@Injectable()
export class ProjectsRepository {
  constructor(@Inject(database) private readonly db: Database) {}

  /** The projects of these names; those that there are not yet, are made. */
  async ensureAll(
    transaction: Transaction,
    names: readonly string[],
  ): Promise<(name: string) => Project> {
    const known = await findAll(transaction, names)
    const missing = names.filter((wanted) => !known.some(({ name }) => name === wanted))
    if (missing.length === 0) return byName(known)
    await transaction
      .insert(projects)
      // always in the same order: two transactions that wait for each other would wait forever
      .values(missing.toSorted().map((name) => ({ name })))
      .onConflictDoNothing()
    return byName(await findAll(transaction, names))
  }

  /** Those of these people's memberships that are of projects of these names. */
  async membershipsOf(
    transaction: Transaction,
    personIds: readonly number[],
    names: readonly string[],
  ): Promise<readonly (Project & { readonly personId: number })[]> {
    if (personIds.length === 0) return []
    return transaction
      .select({ personId: projectMembers.personId, id: projects.id, name: projects.name })
      .from(projectMembers)
      .innerJoin(projects, eq(projects.id, projectMembers.projectId))
      .where(
        and(inArray(projectMembers.personId, [...personIds]), inArray(projects.name, [...names])),
      )
  }

  /** The projects that somebody may log work on, by name: an employee all, a contractor theirs. */
  page(somebody: Identity, [after]: readonly string[], count: number): Promise<Project[]> {
    const isSomebody = and(eq(people.issuer, somebody.issuer), eq(people.subject, somebody.subject))
    const contractor = this.db
      .select({ id: people.id })
      .from(people)
      .where(and(isSomebody, eq(people.kind, 'contractor')))
    const theirs = this.db
      .select({ id: projectMembers.projectId })
      .from(projectMembers)
      .innerJoin(people, eq(people.id, projectMembers.personId))
      .where(isSomebody)
    return this.db
      .select()
      .from(projects)
      .where(
        and(
          or(notExists(contractor), inArray(projects.id, theirs)),
          after === undefined ? undefined : gt(projects.name, after),
        ),
      )
      .orderBy(asc(projects.name))
      .limit(count)
  }
}

const findAll = (transaction: Transaction, names: readonly string[]): Promise<Project[]> =>
  transaction
    .select()
    .from(projects)
    .where(inArray(projects.name, [...names]))

const byName = (rows: readonly Project[]) =>
  lookup(
    rows,
    ({ name }) => name,
    (name: string) => name,
  )
