import 'reflect-metadata'
import { Controller, Get, Module, type Type } from '@nestjs/common'
import { NestFactory } from '@nestjs/core'
import { FastifyAdapter } from '@nestjs/platform-fastify'
import { describe, expect, it, onTestFinished } from 'vitest'
import { audience, Issuer } from '../../test/issuer.ts'
import { AccessTokenModule } from './access-token.module.ts'
import { Public, Scopes } from './decorators.ts'

@Controller('silent')
class SilentController {
  @Get()
  read(): string {
    return 'who may call this?'
  }
}

@Controller('open')
@Public()
class OpenController {
  @Get()
  read(): string {
    return 'everybody'
  }
}

@Controller('scoped')
class ScopedController {
  @Scopes('read:a', 'read:b')
  @Get()
  read(): string {
    return 'whoever has both'
  }
}

/** An application of somebody who lifted the module out. */
async function serve(controllers: Type[]) {
  const issuer = await Issuer.start()
  onTestFinished(() => issuer.stop())
  @Module({
    imports: [
      AccessTokenModule.forRootAsync({
        useFactory: () => ({ issuer: issuer.url, audience, realm: 'theirs' }),
      }),
    ],
    controllers,
  })
  class TheirModule {}
  const app = await NestFactory.create(TheirModule, new FastifyAdapter(), {
    logger: false,
    abortOnError: false,
  } as object)
  onTestFinished(() => app.close())
  await app.listen(0, '127.0.0.1')
  const url = await app.getUrl()
  const get = (path: string, token?: string) =>
    fetch(url + path, token === undefined ? {} : { headers: { authorization: `Bearer ${token}` } })
  return { issuer, get }
}

describe('AccessTokenModule in an application of somebody else', () => {
  it('does not start with a handler that does not say who may call it', async () => {
    await expect(serve([OpenController, SilentController])).rejects.toThrow(
      /^SilentController\.read: say who may call it/,
    )
  })

  it('opens what is public, and asks for every scope that is named', async () => {
    const { issuer, get } = await serve([OpenController, ScopedController])
    expect((await get('/open')).status).toBe(200)
    expect((await get('/scoped')).headers.get('www-authenticate')).toBe('Bearer realm="theirs"')
    const half = await get('/scoped', await issuer.token({ scope: 'read:a' }))
    expect(half.status).toBe(403)
    expect(half.headers.get('www-authenticate')).toContain('scope="read:a read:b"')
    const both = await get('/scoped', await issuer.token({ scope: 'read:b read:a' }))
    expect(await both.text()).toBe('whoever has both')
  })
})
