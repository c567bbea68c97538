import { Inject, Injectable, type CallHandler, type ExecutionContext } from '@nestjs/common'
import type { NestInterceptor } from '@nestjs/common'
import { ProblemException } from '@frontchannel/contract/nest'
import type { Observable } from 'rxjs'
import { TokenBucket } from '../access-token/keys/token-bucket.ts'
import type { Principal } from '../access-token/principal.ts'
import { config, type Config } from '../config.ts'

const mostRemembered = 10_000
const minute = 60_000

/**
 * Each principal has a share of its own, whatever address it calls from: behind one address there
 * may be a whole company, and behind a thousand a single script.
 */
@Injectable()
export class RateLimitInterceptor implements NestInterceptor {
  readonly #perMinute: number
  readonly #buckets = new Map<string, TokenBucket>()

  constructor(@Inject(config) { requestsPerMinute }: Config) {
    this.#perMinute = requestsPerMinute
  }

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const { user } = context.switchToHttp().getRequest<{ user?: Principal }>()
    if (this.#perMinute > 0 && user && !this.#takeFrom(user)) {
      const seconds = Math.max(1, Math.ceil(60 / this.#perMinute))
      throw new ProblemException('rate_limited', { headers: { 'retry-after': String(seconds) } })
    }
    return next.handle()
  }

  #takeFrom({ issuer, subject }: Principal): boolean {
    const now = Date.now()
    const who = JSON.stringify([issuer, subject])
    const bucket =
      this.#buckets.get(who) ?? new TokenBucket(this.#perMinute, minute / this.#perMinute, now)
    this.#buckets.delete(who)
    this.#buckets.set(who, bucket) // the youngest again
    if (this.#buckets.size > mostRemembered) {
      const [oldest] = this.#buckets.keys()
      this.#buckets.delete(oldest ?? '')
    }
    return bucket.take(now)
  }
}
