import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { drizzle } from 'drizzle-orm/node-postgres'
import { migrate as applyMigrations } from 'drizzle-orm/node-postgres/migrator'
import pg from 'pg'

// src and dist are at the same depth below the app
const migrationsFolder = fileURLToPath(new URL('../../drizzle', import.meta.url))
const patienceMilliseconds = 15_000 // containers start in any order
const lockId = 4_801_305 // any number that no other user of this database locks

/**
 * Brings the schema up to date, all or nothing. Of several processes that start at once one
 * migrates; the others wait for its lock and then find nothing to do.
 */
export async function migrate(databaseUrl: string): Promise<void> {
  const client = await connect(databaseUrl)
  try {
    // the lock ends with the connection, however the process ends
    await client.query('select pg_advisory_lock($1)', [lockId])
    await applyMigrations(drizzle(client), { migrationsFolder })
  } finally {
    await client.end()
  }
}

async function connect(databaseUrl: string): Promise<pg.Client> {
  const deadline = Date.now() + patienceMilliseconds
  for (;;) {
    const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 2000 })
    try {
      await client.connect()
      return client
    } catch (cause) {
      const { host } = new URL(databaseUrl)
      const { message } = cause as Error
      if (Date.now() > deadline) throw new Error(`PostgreSQL at ${host}: ${message}.`, { cause })
      await sleep(500)
    }
  }
}
