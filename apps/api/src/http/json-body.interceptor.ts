import { Injectable, type CallHandler, type ExecutionContext } from '@nestjs/common'
import type { NestInterceptor } from '@nestjs/common'
import { ProblemException } from '@frontchannel/contract/nest'
import type { FastifyRequest } from 'fastify'
import type { Observable } from 'rxjs'
import { parseStrictJson } from '../access-token/strict-json.ts'

const json = /^application\/json *(;|$)/i

/**
 * Parses bodies once the guard has let their sender in: until then they are bytes. Two parsers that
 * disagree about a text are an attack in waiting, so only what all parsers agree about is taken.
 */
@Injectable()
export class JsonBodyInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<FastifyRequest>()
    if (Buffer.isBuffer(request.body)) request.body = parseBody(request, request.body)
    return next.handle()
  }
}

function parseBody({ headers }: FastifyRequest, bytes: Buffer): unknown {
  if (bytes.length === 0) return undefined
  if (!json.test(headers['content-type'] ?? ''))
    throw new ProblemException('unsupported_media_type')
  const parsed = parseStrictJson(bytes)
  if (parsed) return parsed.value
  const errors = [{ path: 'body', message: 'must be JSON in UTF-8, each member once' }]
  throw new ProblemException('validation_failed', { errors })
}
