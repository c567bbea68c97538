import { fileURLToPath } from 'node:url'
import { drizzle } from 'drizzle-orm/node-postgres'
import { migrate as applyMigrations } from 'drizzle-orm/node-postgres/migrator'
import pg from 'pg'

// src and dist are at the same depth below the app
const migrationsFolder = fileURLToPath(new URL('../../drizzle', import.meta.url))
const lockId = 4_801_306 // any number that no other user of this database locks

/**
 * Brings the schema up to date, all or nothing. Of several processes that start at once one
 * migrates; the others wait for its lock and then find nothing to do.
 */
export async function migrate(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 2000 })
  await client.connect()
  try {
    // the lock ends with the connection, however the process ends
    await client.query('select pg_advisory_lock($1)', [lockId])
    await applyMigrations(drizzle(client), {
      migrationsFolder,
      // the API keeps a list of its own elsewhere
      migrationsSchema: 'backend',
      migrationsTable: 'migrations',
    })
  } finally {
    await client.end()
  }
}
