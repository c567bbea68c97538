import 'reflect-metadata'
import { Controller, Get, Module } from '@nestjs/common'
import { NestFactory } from '@nestjs/core'
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify'
import type * as moduleFile from '../../src/access-token/access-token.module.ts'
import type * as decoratorsFile from '../../src/access-token/decorators.ts'
import { body } from './body.ts'
import { decorate, report, settings } from './serve.ts'

// what runs in production: Node knows no decorators, so it takes what was built from them
const built = new URL('../../dist/access-token/', import.meta.url)
const { AccessTokenModule } = (await import(
  `${built.href}access-token.module.js`
)) as typeof moduleFile
const { Public, Scopes } = (await import(`${built.href}decorators.js`)) as typeof decoratorsFile

/** Our module in an application that has nothing else: what a newcomer lifts out. */
class PageController {
  open() {
    return body
  }
  guarded() {
    return body
  }
}
decorate(PageController, [Controller()], {
  open: [Get('open'), Public()],
  guarded: [Get('protected'), Scopes('read:timesheets')],
})

// eslint-disable-next-line @typescript-eslint/no-extraneous-class -- its decorator is applied below
class AppModule {}
Module({
  imports: [AccessTokenModule.forRoot({ ...settings(), realm: 'timesheets' })],
  controllers: [PageController],
})(AppModule)

const app = await NestFactory.create<NestFastifyApplication>(AppModule, new FastifyAdapter(), {
  logger: false,
} as object)
await app.listen(0, '127.0.0.1')
report(Number(new URL(await app.getUrl()).port))
