import { Global, Inject, Logger, Module } from '@nestjs/common'
import type { OnApplicationShutdown, OnModuleInit } from '@nestjs/common'
import pg from 'pg'
import { config, type Config } from '../config.ts'
import { database, lockPool, openDatabase, openLockPool, openPool } from './database.ts'
import { migrate } from './migrate.ts'

@Global()
@Module({
  providers: [
    {
      provide: pg.Pool,
      inject: [config],
      useFactory: ({ databaseUrl }: Config) => openPool(databaseUrl),
    },
    {
      provide: lockPool,
      inject: [config],
      useFactory: ({ databaseUrl }: Config) => openLockPool(databaseUrl),
    },
    { provide: database, inject: [pg.Pool], useFactory: openDatabase },
  ],
  exports: [database, pg.Pool, lockPool],
})
export class DatabaseModule implements OnModuleInit, OnApplicationShutdown {
  readonly #logger = new Logger('Database')

  constructor(
    @Inject(config) private readonly settings: Config,
    @Inject(pg.Pool) private readonly pool: pg.Pool,
    @Inject(lockPool) private readonly locks: pg.Pool,
  ) {
    for (const each of [pool, locks]) {
      // an idle connection that breaks is replaced by the pool; unheard, it would end the process
      each.on('error', (err) => this.#logger.warn({ msg: 'a database connection broke', err }))
    }
  }

  async onModuleInit(): Promise<void> {
    await migrate(this.settings.databaseUrl)
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all([this.pool.end(), this.locks.end()])
  }
}
