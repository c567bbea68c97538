import { All, Controller, Req } from '@nestjs/common'
import { basePath, routes } from '@frontchannel/contract'
import { ProblemException } from '@frontchannel/contract/nest'
import type { FastifyRequest } from 'fastify'
import { Scopes } from '../access-token/decorators.ts'

const known = Object.values(routes).map(({ method, path }) => ({
  method,
  pattern: new RegExp(`^${basePath}${path.replace(/:\w+/g, '[^/]+')}$`),
}))

/**
 * What no route answers. It stands behind the guard like any other handler, so that nobody without
 * a token can find out which routes there are.
 */
@Controller()
export class UnknownRouteController {
  @Scopes() // any good token will do: there is nothing here
  @All([basePath, `${basePath}/*`])
  refuse(@Req() { url }: FastifyRequest): never {
    const path = url.split('?', 1)[0] ?? ''
    const rows = known.filter(({ pattern }) => pattern.test(path))
    if (rows.length === 0) throw new ProblemException('not_found')
    // two patterns may match one address, with the same method
    const allow = [...new Set(rows.map(({ method }) => method))].join(', ')
    throw new ProblemException('method_not_allowed', { headers: { allow } })
  }
}
