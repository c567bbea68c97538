import { Controller, Get, Req } from '@nestjs/common'
import type { UserInfo } from '@frontchannel/relying-party'
import type { FastifyRequest } from 'fastify'
import { readSessionCookie } from '../session/session-cookie.ts'
import { UserInfoService } from './userinfo.service.ts'

@Controller()
export class UserInfoController {
  constructor(private readonly userInfo: UserInfoService) {}

  /** What the provider says about the user now. */
  @Get('userinfo')
  read(@Req() { headers }: FastifyRequest): Promise<UserInfo | undefined> {
    return this.userInfo.of(readSessionCookie(headers.cookie))
  }
}
