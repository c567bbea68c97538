import { and, eq, inArray } from 'drizzle-orm'
import type { Database } from './database.ts'
import { demoEntries, demoPeople, type DemoEntry, type DemoPerson } from './demo-timesheets.ts'
import { decisions, entries, people, projectMembers, projects } from './schema.ts'
import type { Transaction } from './transactions.ts'

type Ids = ReadonlyMap<string, number>

/** Gives the demo users of the mock IdP something to see. Who has entries already keeps those. */
export async function seedDemo(
  database: Database,
  issuer: string,
  now = new Date(),
): Promise<void> {
  await database.transaction(async (transaction) => {
    const added = await transaction
      .insert(people)
      .values(demoPeople.map(({ subject, name }) => ({ issuer, subject, name })))
      .onConflictDoNothing()
      .returning({ subject: people.subject })
    const isNew = new Set(added.map(({ subject }) => subject))
    const personIds = await idsOfPeople(transaction, issuer)
    const projectIds = await addProjects(transaction)
    for (const person of demoPeople) {
      await bind(transaction, person, personIds, projectIds)
      if (!isNew.has(person.subject)) continue
      for (const entry of demoEntries(person, now)) {
        await addEntry(transaction, { person, entry, personIds, projectIds, now })
      }
    }
  })
}

async function idsOfPeople(transaction: Transaction, issuer: string): Promise<Ids> {
  const subjects = demoPeople.map(({ subject }) => subject)
  const rows = await transaction
    .select({ id: people.id, subject: people.subject })
    .from(people)
    .where(and(eq(people.issuer, issuer), inArray(people.subject, subjects)))
  return new Map(rows.map(({ subject, id }) => [subject, id]))
}

async function addProjects(transaction: Transaction): Promise<Ids> {
  const named = demoPeople.flatMap(({ tasks, memberOf = [] }) => [
    ...tasks.map(([project]) => project),
    ...memberOf,
  ])
  const names = [...new Set(named)].sort()
  await transaction
    .insert(projects)
    .values(names.map((name) => ({ name })))
    .onConflictDoNothing()
  const rows = await transaction.select().from(projects).where(inArray(projects.name, names))
  return new Map(rows.map(({ name, id }) => [name, id]))
}

/** Contractors are bound to their projects, however they came to be known. */
async function bind(
  transaction: Transaction,
  { subject, memberOf }: DemoPerson,
  personIds: Ids,
  projectIds: Ids,
): Promise<void> {
  if (!memberOf) return
  const personId = idIn(personIds, subject)
  await transaction.update(people).set({ kind: 'contractor' }).where(eq(people.id, personId))
  await transaction
    .insert(projectMembers)
    .values(memberOf.map((name) => ({ personId, projectId: idIn(projectIds, name) })))
    .onConflictDoNothing()
}

interface Seed {
  readonly person: DemoPerson
  readonly entry: DemoEntry
  readonly personIds: Ids
  readonly projectIds: Ids
  readonly now: Date
}

async function addEntry(transaction: Transaction, seed: Seed): Promise<void> {
  const { person, personIds, projectIds, now } = seed
  const { project, rejectionReason, status, ...entry } = seed.entry
  const ownerId = idIn(personIds, person.subject)
  const isDecided = status === 'approved' || status === 'rejected'
  const decidedBy = isDecided ? idIn(personIds, person.manager ?? '') : null
  const evening = new Date(`${entry.date}T17:00:00Z`)
  const createdAt = evening < now ? evening : now
  const [row] = await transaction
    .insert(entries)
    .values({
      ...{ ...entry, ownerId, status, rejectionReason, decidedBy, createdAt },
      projectId: idIn(projectIds, project),
      version: isDecided ? 2 : 1,
      updatedAt: createdAt,
    })
    .returning({ id: entries.id })
  if (!row || decidedBy === null) return
  const { date, minutes } = entry
  await transaction.insert(decisions).values({
    ...{ entryId: row.id, entryVersion: 1, ownerId, date, project, minutes },
    ...{ decision: status, reason: rejectionReason, decidedBy, decidedAt: createdAt },
  })
}

function idIn(ids: Ids, name: string): number {
  const id = ids.get(name)
  if (id === undefined) throw new Error(`the demo data name "${name}" but do not define it`)
  return id
}
