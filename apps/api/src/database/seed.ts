import type { Database } from './database.ts'
import { entries, people } from './schema.ts'

const demo = [
  {
    subject: 'auth0|employee',
    name: 'Erin Employee',
    entries: [
      { daysAgo: 3, project: 'StoreZero', minutes: 480, note: 'Checkout page' },
      { daysAgo: 2, project: 'StoreZero', minutes: 450, note: 'Checkout page, review' },
      { daysAgo: 1, project: 'Auth0 Dashboard', minutes: 240, note: 'Usage charts' },
    ],
  },
  {
    subject: 'auth0|contractor',
    name: 'Carl Contractor',
    entries: [
      { daysAgo: 2, project: 'StoreZero', minutes: 300, note: 'Load tests' },
      { daysAgo: 1, project: 'StoreZero', minutes: 360, note: 'Load tests' },
    ],
  },
  {
    subject: 'auth0|manager',
    name: 'Mia Manager',
    entries: [{ daysAgo: 1, project: 'Planning', minutes: 120, note: 'Next quarter' }],
  },
] as const

const dayInMilliseconds = 86_400_000

/** Gives the demo users of the mock IdP something to see. Somebody who is known already keeps theirs. */
export async function seedDemo(
  database: Database,
  issuer: string,
  now = new Date(),
): Promise<void> {
  await database.transaction(async (transaction) => {
    for (const { subject, name, entries: rows } of demo) {
      const [owner] = await transaction
        .insert(people)
        .values({ issuer, subject, name })
        .onConflictDoNothing()
        .returning({ id: people.id })
      if (!owner) continue
      await transaction.insert(entries).values(
        rows.map(({ daysAgo, ...row }) => ({
          ...row,
          ownerId: owner.id,
          status: 'submitted' as const,
          date: new Date(now.getTime() - daysAgo * dayInMilliseconds).toISOString().slice(0, 10),
        })),
      )
    }
  })
}
