import { Injectable } from '@nestjs/common'
import { HttpAdapterHost } from '@nestjs/core'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Access } from './access-policy.ts'
import { admit } from './admission.ts'
import { Authenticator, type Verdict } from './authenticator.ts'
import { AccessRefused } from './errors.ts'
import { Refusals } from './refusals.ts'

/** One of Fastify's routes, and what its handler asks for once the guard has found that out. */
interface Learning {
  access?: Access
}

/**
 * Asks for the token before the body is read and before Nest builds anything for the request: a
 * flood of bad tokens costs half of what the guard alone would spend on it. Only a short cut: what
 * it has not learned yet, and every other question, is the guard's.
 */
@Injectable()
export class EarlyAuthentication {
  readonly #learning = new WeakMap<FastifyRequest, Learning>()

  constructor(
    adapterHost: HttpAdapterHost,
    private readonly authenticator: Authenticator,
    private readonly refusals: Refusals,
  ) {
    const adapter = adapterHost.httpAdapter
    if (adapter.getType() !== 'fastify') return
    const fastify = adapter.getInstance<FastifyInstance>()
    fastify.addHook('onRoute', (route) => {
      const learning: Learning = {}
      const others = route.onRequest ?? []
      route.onRequest = [
        (request, reply, done) => this.#receive(learning, request, reply, done),
        ...(Array.isArray(others) ? others : [others]),
      ]
    })
  }

  /** What the handler behind this request asks for: the same for every request on its route. */
  learn(request: FastifyRequest, access: Access): void {
    const learning = this.#learning.get(request)
    if (learning) learning.access = access
  }

  #receive(
    learning: Learning,
    request: FastifyRequest,
    reply: FastifyReply,
    done: (error?: Error) => void,
  ): void {
    const { access } = learning
    if (!access || access.public) {
      if (!access) this.#learning.set(request, learning)
      done()
      return
    }
    const pass = (verdict: Verdict) => {
      if (verdict instanceof AccessRefused) {
        this.refusals.answer(verdict, reply)
        return
      }
      admit(request, verdict)
      done()
    }
    try {
      const verdict = this.authenticator.authenticate(request)
      if (verdict instanceof Promise) verdict.then(pass, done)
      else pass(verdict)
    } catch (error) {
      done(error as Error)
    }
  }
}
