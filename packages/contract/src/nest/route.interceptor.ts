import { Inject, Injectable, Optional } from '@nestjs/common'
import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common'
import { tap, type Observable } from 'rxjs'
import type { RouteRow } from '../route.ts'
import { basePath } from '../routes.ts'
import { answerHeaders } from './answer-headers.ts'
import { checkResult } from './check-result.ts'
import { ProblemException } from './problem.exception.ts'
import { routeOf } from './route-metadata.ts'
import { validateInput, type RawInput } from './validate-input.ts'

export interface ContractOptions {
  /** Check every result against its schema. Off only where clients must not suffer from it. */
  readonly checkResponses: boolean
}

export const contractOptions = Symbol('frontchannel:contract-options')

const inputs = new WeakMap<object, Record<string, unknown>>()

/** The part of a reply that Fastify and Express share. */
interface Reply {
  header(name: string, value: string): unknown
}

/** What the interceptor made of this request's path, query, headers and body. */
export function readInput(request: object): Record<string, unknown> | undefined {
  return inputs.get(request)
}

/**
 * Runs round every handler of a route. It is part of `@Route`, so no handler can forget it, and
 * an interceptor, so guards have refused strangers before it tells them anything about input.
 */
@Injectable()
export class RouteInterceptor implements NestInterceptor {
  readonly #checkResponses: boolean

  constructor(@Optional() @Inject(contractOptions) options?: ContractOptions) {
    this.#checkResponses = options?.checkResponses ?? true
  }

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const route = routeOf(context.getHandler())
    if (!route) throw new Error('RouteInterceptor without @Route')
    const http = context.switchToHttp()
    const request = http.getRequest<RawInput & object>()
    inputs.set(request, validateInput(route, request))
    return next.handle().pipe(
      tap((result) => {
        if (this.#checkResponses) refuseOthers(route, result)
        const reply = http.getResponse<Reply>()
        for (const [name, value] of answerHeaders(route, result)) reply.header(name, value)
      }),
    )
  }
}

function refuseOthers(route: RouteRow, result: unknown): void {
  const differences = checkResult(route, result)
  if (differences.length === 0) return
  const detail = `${route.method} ${basePath}${route.path}: ${differences.join('; ')}`
  throw new ProblemException('internal_error', { detail, cause: new Error(detail) })
}
