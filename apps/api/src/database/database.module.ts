import { Global, Inject, Logger, Module } from '@nestjs/common'
import type { OnApplicationShutdown, OnModuleInit } from '@nestjs/common'
import pg from 'pg'
import { config, type Config } from '../config.ts'
import { database, openDatabase, openPool } from './database.ts'
import { DatabaseProbe } from './database-probe.ts'
import { migrate } from './migrate.ts'
import { seedDemo } from './seed.ts'
import { Transactions } from './transactions.ts'

@Global()
@Module({
  providers: [
    {
      provide: pg.Pool,
      inject: [config],
      useFactory: ({ databaseUrl }: Config) => openPool(databaseUrl),
    },
    DatabaseProbe,
    Transactions,
    { provide: database, inject: [pg.Pool], useFactory: openDatabase },
  ],
  exports: [database, pg.Pool, DatabaseProbe, Transactions],
})
export class DatabaseModule implements OnModuleInit, OnApplicationShutdown {
  readonly #logger = new Logger('Database')

  constructor(
    @Inject(config) private readonly settings: Config,
    @Inject(pg.Pool) private readonly pool: pg.Pool,
  ) {
    // a connection that breaks is replaced by the pool; unheard, it would end the process. The
    // pool listens to idle ones only, and tells of them; those in use have their own listener
    const broken = (err: Error) => this.#logger.warn({ msg: 'a database connection broke', err })
    pool.on('error', broken)
    pool.on('connect', (client) => client.on('error', broken))
  }

  async onModuleInit(): Promise<void> {
    await migrate(this.settings.databaseUrl)
    if (this.settings.seedDemo)
      await seedDemo(openDatabase(this.pool), this.settings.accessToken.issuer)
  }

  async onApplicationShutdown(): Promise<void> {
    await this.pool.end()
  }
}
