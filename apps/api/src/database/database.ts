import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres'
import pg from 'pg'
import * as schema from './schema.ts'
import { TracedClient } from './traced-client.ts'

export type Database = NodePgDatabase<typeof schema>

/** Where the database is injected: an interface has no name at run time. */
export const database = Symbol('database')

export const casing = 'snake_case'

export function openPool(url: string): pg.Pool {
  return new pg.Pool({
    connectionString: url,
    Client: TracedClient,
    max: 10,
    // a request that finds every connection busy is answered with 503 instead of waiting on
    connectionTimeoutMillis: 2000,
    statement_timeout: 5000,
    idle_in_transaction_session_timeout: 5000,
    application_name: 'frontchannel-api',
  })
}

export function openDatabase(pool: pg.Pool): Database {
  return drizzle(pool, { schema, casing })
}
