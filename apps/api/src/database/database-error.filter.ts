import { Catch, Logger, type ArgumentsHost } from '@nestjs/common'
import { ProblemException, ProblemFilter } from '@frontchannel/contract/nest'
import { DrizzleQueryError } from 'drizzle-orm/errors'
import { DatabaseUnavailable, isOutage } from './outage.ts'

/** A database that is away is no fault of the request, and is over some time: 503, not 500. */
@Catch(DrizzleQueryError, DatabaseUnavailable)
export class DatabaseErrorFilter extends ProblemFilter {
  readonly #log = new Logger('Database')

  override catch(error: DrizzleQueryError | DatabaseUnavailable, host: ArgumentsHost): void {
    if (error instanceof DrizzleQueryError && !isOutage(error.cause)) {
      super.catch(error, host)
      return
    }
    this.#log.warn({ msg: 'the database is not available', err: error.cause })
    super.catch(new ProblemException('database_unavailable'), host)
  }
}
