import { Body, Controller, HttpCode, Post, Req, Res } from '@nestjs/common'
import {
  codeHandOff,
  loginBinding,
  type CodeHandOff,
  type LoginBinding,
  type SessionView,
} from '@frontchannel/contract/session'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Validated } from '../http/validated.ts'
import { readSessionCookie, sessionCookie } from '../session/session-cookie.ts'
import { SessionService } from '../session/session.service.ts'
import { noLoginCookie } from './login-cookie.ts'
import { LoginService } from './login.service.ts'

@Controller()
export class LoginController {
  constructor(
    private readonly logins: LoginService,
    private readonly sessions: SessionService,
  ) {}

  /** Before the browser leaves for the provider: binds the login to it. */
  @Post('login')
  @HttpCode(204)
  begin(
    @Body(new Validated(loginBinding)) login: LoginBinding,
    @Req() { headers }: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): void {
    reply.header('set-cookie', this.logins.begin(login, headers.cookie))
  }

  /** The browser is back, and hands over the code. */
  @Post('session')
  @HttpCode(201)
  async complete(
    @Body(new Validated(codeHandOff)) handOff: CodeHandOff,
    @Req() { headers }: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionView> {
    const previous = readSessionCookie(headers.cookie)
    // a login is tried once: whatever comes of it, its cookie goes
    reply.header('set-cookie', noLoginCookie(handOff.state))
    const { cookie, maxAgeSeconds, digest } = await this.logins.complete(handOff, {
      cookies: headers.cookie,
      userAgent: headers['user-agent'],
      previous,
    })
    reply.header('set-cookie', sessionCookie(cookie, maxAgeSeconds))
    return this.sessions.view(digest)
  }
}
