import helmet from '@fastify/helmet'
import { NestFactory } from '@nestjs/core'
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify'
import { Logger } from 'nestjs-pino'
import { AppModule } from './app.module.ts'
import type { Config } from './config.ts'

/** The whole back-end, not listening yet. */
export async function createApp(config: Config): Promise<NestFastifyApplication> {
  const app = await NestFactory.create<NestFastifyApplication>(
    AppModule.with(config),
    new FastifyAdapter(),
    // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- a bag of options that Nest declares as a class
    { bufferLogs: true, abortOnError: false },
  )
  app.useLogger(app.get(Logger))
  await app.register(helmet)
  return app
}
