import { Injectable } from '@nestjs/common'
import { Logger } from 'nestjs-pino'

/** What Nest says about itself while it starts is of use to whoever looks for a mistake in it. */
const framework = new Set(['RoutesResolver', 'RouterExplorer', 'InstanceLoader', 'NestFactory'])

@Injectable()
export class ApplicationLogger extends Logger {
  override log(message: unknown, ...rest: unknown[]): void {
    if (framework.has(rest.at(-1) as string)) this.debug(message, ...rest)
    else super.log(message, ...rest)
  }
}
