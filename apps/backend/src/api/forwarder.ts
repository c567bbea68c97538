import { Inject, Injectable, Logger } from '@nestjs/common'
import type { OnApplicationShutdown } from '@nestjs/common'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Pool } from 'undici'
import { clock, type Clock } from '../clock.ts'
import { config, type Config } from '../config.ts'
import { Problem } from '../http/problem.ts'
import { AccessTokens } from '../refresh/access-tokens.ts'
import { readSessionCookie } from '../session/session-cookie.ts'
import { SessionStore } from '../session/session-store.ts'
import type { Session } from '../session/session.ts'
import { SessionTrace } from '../trace/session-trace.ts'
import { callEvents } from './call-events.ts'
import { headersToApi, headersToBrowser } from './forwarded-headers.ts'
import { relay } from './relay.ts'

/** Steps 10 and 11 of the walk: calls the API in the name of whoever is logged in. */
@Injectable()
export class Forwarder implements OnApplicationShutdown {
  readonly #log = new Logger('Forwarder')
  readonly #api: { readonly pool: Pool; readonly origin: string; readonly basePath: string }

  constructor(
    @Inject(config) { apiUrl }: Config,
    @Inject(clock) private readonly now: Clock,
    private readonly store: SessionStore,
    private readonly tokens: AccessTokens,
    private readonly trace: SessionTrace,
  ) {
    const { origin, pathname } = apiUrl
    const pool = new Pool(origin, {
      connections: 64,
      connect: { timeout: 2_000 },
      keepAliveTimeout: 10_000, // shorter than the API's, so that it never closes under a request
      headersTimeout: 30_000,
      bodyTimeout: 30_000,
    })
    this.#api = { pool, origin, basePath: pathname.replace(/\/$/, '') }
  }

  /** @param path of the API, made from a route of the contract and nothing else */
  async forward(request: FastifyRequest, reply: FastifyReply, path: string): Promise<void> {
    const digest = readSessionCookie(request.headers.cookie)
    let session = digest && (await this.store.find(digest))
    if (!session) throw new Problem('no_session')
    await this.store.touch(session)
    if (!this.tokens.isFresh(session)) session = await this.tokens.renew(session)

    const status = await this.#send(session, request, reply, path, true)
    if (reply.raw.headersSent || status !== 401) return
    // the API refused before it did anything, so even what changes something may be sent again
    const renewed = await this.tokens.renew(session)
    await this.#send(renewed, request, reply, path, false)
  }

  async #send(
    { contents, digest }: Session,
    request: FastifyRequest,
    reply: FastifyReply,
    path: string,
    maySendAgain: boolean,
  ): Promise<number> {
    const sentAt = this.now().getTime()
    const headers = headersToApi(request.headers, contents.accessToken.value)
    const { method } = request
    const body = Buffer.isBuffer(request.body) ? request.body : null
    const call = { method, path: this.#api.basePath + path, headers, body }
    const status = await relay(this.#api.pool, call, reply.raw, {
      headers(received) {
        reply.hijack() // from here on the answer is not Fastify's
        return headersToBrowser(received)
      },
      drops: (code) => code === 401 && maySendAgain && contents.refreshToken !== undefined,
    }).catch((cause: unknown) => {
      this.#log.warn({ msg: 'the API does not answer', err: cause })
      throw new Problem('api_unavailable', {}, { cause })
    })
    if (this.trace.isOn) {
      const url = this.#api.origin + call.path.replace(/\?.*/, '')
      const told = { method, url, headers, status, sentAt, answeredAt: this.now().getTime() }
      void this.trace.append(digest, callEvents(told))
    }
    return status
  }

  async onApplicationShutdown(): Promise<void> {
    await this.#api.pool.close()
  }
}
