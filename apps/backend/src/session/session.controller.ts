import { Controller, Delete, Get, HttpCode, Param, Req, Res } from '@nestjs/common'
import type { TraceEvent } from '@frontchannel/conformance'
import type { LoggedOut, OwnSession, SessionView } from '@frontchannel/contract/session'
import type { FastifyReply, FastifyRequest } from 'fastify'
import * as z from 'zod/mini'
import { Validated } from '../http/validated.ts'
import { noSessionCookie, readSessionCookie } from './session-cookie.ts'
import { SessionService } from './session.service.ts'

@Controller()
export class SessionController {
  constructor(private readonly sessions: SessionService) {}

  /** Who is logged in. Asking does not keep the session alive: an open tab is no user. */
  @Get('session')
  view(@Req() { headers }: FastifyRequest): Promise<SessionView> {
    return this.sessions.view(readSessionCookie(headers.cookie))
  }

  @Delete('session')
  async logOut(
    @Req() { headers }: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<LoggedOut> {
    const digest = readSessionCookie(headers.cookie)
    const done = await this.sessions.logOut(digest)
    reply.header('set-cookie', noSessionCookie())
    // pages that the browser keeps for its Back button go, too
    reply.header('clear-site-data', '"cache"')
    return done
  }

  @Get('sessions')
  async list(@Req() { headers }: FastifyRequest): Promise<{ items: OwnSession[] }> {
    return { items: await this.sessions.list(readSessionCookie(headers.cookie)) }
  }

  @Delete('sessions/:id')
  @HttpCode(204)
  async end(
    @Param('id', new Validated(z.uuid())) id: string,
    @Req() { headers }: FastifyRequest,
  ): Promise<void> {
    await this.sessions.endOwn(readSessionCookie(headers.cookie), id)
  }

  /** What the back channel said, without secrets; in the demo only. */
  @Get('trace')
  async trace(@Req() { headers }: FastifyRequest): Promise<{ events: readonly TraceEvent[] }> {
    return { events: await this.sessions.events(readSessionCookie(headers.cookie)) }
  }
}
