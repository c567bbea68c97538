import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres'
import pg from 'pg'
import * as schema from './schema.ts'

export type Database = NodePgDatabase<typeof schema>

/** Either the database, or a transaction in it. */
export type Runner = Pick<Database, 'insert' | 'update' | 'select' | 'delete'>

/** Where the database is injected: an interface has no name at run time. */
export const database = Symbol('database')

/** Connections that hold an advisory lock while the provider is asked. */
export const lockPool = Symbol('lock pool')

const shared = {
  // a request that finds every connection busy is answered with 503 instead of waiting on
  connectionTimeoutMillis: 2000,
  idle_in_transaction_session_timeout: 5000,
  keepAlive: true,
} as const

export function openPool(url: string): pg.Pool {
  return new pg.Pool({
    ...shared,
    connectionString: url,
    max: 10,
    statement_timeout: 5000,
    application_name: 'frontchannel-backend',
  })
}

/** Apart from the others: a provider that is slow to answer must not keep everyone waiting. */
export function openLockPool(url: string): pg.Pool {
  return new pg.Pool({
    ...shared,
    connectionString: url,
    max: 5,
    // longer than one token request may take, so that who waits finds its answer
    statement_timeout: 12_000,
    application_name: 'frontchannel-backend-locks',
  })
}

export function openDatabase(pool: pg.Pool): Database {
  return drizzle(pool, { schema, casing: 'snake_case' })
}
