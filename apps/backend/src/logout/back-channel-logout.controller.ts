import { Body, Controller, HttpCode, Logger, Post, Res } from '@nestjs/common'
import { RouteConfig } from '@nestjs/platform-fastify'
import { ProtocolError } from '@frontchannel/conformance'
import { ProviderError } from '@frontchannel/relying-party'
import type { FastifyReply } from 'fastify'
import { BackChannelLogoutService } from './back-channel-logout.service.ts'

interface Answer {
  readonly error?: string
  readonly error_description?: string
}

@Controller('logout')
export class BackChannelLogoutController {
  readonly #log = new Logger('Logout')

  constructor(private readonly logouts: BackChannelLogoutService) {}

  /** Called by the provider: what it may do is in the token it sends, and nowhere else. */
  @Post('backchannel')
  @HttpCode(200)
  @RouteConfig({ callers: 'anyone' })
  async end(
    @Body() body: unknown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Answer | undefined> {
    const tokens = body instanceof URLSearchParams ? body.getAll('logout_token') : []
    const [token, ...others] = tokens
    if (token === undefined || others.length > 0) {
      return this.#refuse(reply, 'one logout_token is needed')
    }
    try {
      return (await this.logouts.end(token)) ? {} : this.#refuse(reply, 'it was used before')
    } catch (error) {
      if (error instanceof ProtocolError) return this.#refuse(reply, error.check)
      if (error instanceof ProviderError) return this.#refuse(reply, 'no key can be had')
      throw error
    }
  }

  // Back-Channel Logout §2.8: 400 for any failure
  #refuse(reply: FastifyReply, reason: string): Answer {
    this.#log.warn({ msg: 'refused', code: 'logout_token', reason })
    reply.status(400)
    return { error: 'invalid_request', error_description: reason }
  }
}
