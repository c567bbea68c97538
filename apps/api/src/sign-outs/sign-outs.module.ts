import { Inject, Logger, Module, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common'
import { eq } from 'drizzle-orm'
import { SignedOut } from '../access-token/signed-out.ts'
import { config, type Config } from '../config.ts'
import { database, type Database } from '../database/database.ts'
import { DatabaseModule } from '../database/database.module.ts'
import { signOuts } from '../database/schema.ts'

const everyMilliseconds = 2000 // a row counts in each instance within five seconds: T15

/** Has the guard know whom an administrator signed out: the rows of `sign_outs`. */
@Module({ imports: [DatabaseModule] })
export class SignOutsModule implements OnModuleInit, OnModuleDestroy {
  readonly #logger = new Logger('SignOuts')
  #timer: NodeJS.Timeout | undefined
  #failing = false

  constructor(
    @Inject(config) private readonly settings: Config,
    @Inject(database) private readonly db: Database,
    private readonly signedOut: SignedOut,
  ) {}

  /** Modules start in the order of their imports: the table is there by now. */
  async onModuleInit(): Promise<void> {
    await this.#read()
    this.#timer = setInterval(() => void this.#read(), everyMilliseconds).unref()
  }

  onModuleDestroy(): void {
    clearInterval(this.#timer)
  }

  /** While the database is away, what was known goes on to count. */
  async #read(): Promise<void> {
    const { issuer } = this.settings.accessToken
    try {
      this.signedOut.replace(
        await this.db
          .select({ subject: signOuts.subject, before: signOuts.before })
          .from(signOuts)
          .where(eq(signOuts.issuer, issuer)),
      )
      this.#failing = false
    } catch (err) {
      if (!this.#failing) this.#logger.warn({ msg: 'sign-outs could not be read', err })
      this.#failing = true
    }
  }
}
