import { Catch, Logger, type ArgumentsHost } from '@nestjs/common'
import { ProblemException, ProblemFilter } from '@frontchannel/contract/nest'
import { DrizzleQueryError } from 'drizzle-orm/errors'

// PostgreSQL's classes of errors about itself: connection, resources, intervention, system
const outage = /^(08|53|57P|58)/
const noConnection = /^E(CONN|PIPE|HOST|NET|TIMEDOUT|AI_AGAIN)|timeout exceeded|terminated/

/** A database that is away is no fault of the request, and is over some time: 503, not 500. */
@Catch(DrizzleQueryError)
export class DatabaseErrorFilter extends ProblemFilter {
  readonly #log = new Logger('Database')

  override catch(error: DrizzleQueryError, host: ArgumentsHost): void {
    if (!isOutage(error.cause)) {
      super.catch(error, host)
      return
    }
    this.#log.warn({ msg: 'the database is not available', err: error.cause })
    super.catch(new ProblemException('database_unavailable'), host)
  }
}

function isOutage(cause: unknown): boolean {
  const { code, message } = (cause ?? {}) as { code?: string; message?: string }
  return outage.test(code ?? '') || noConnection.test(code ?? message ?? '')
}
