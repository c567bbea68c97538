import 'reflect-metadata'
import { Controller, Get, Module, SetMetadata, UseGuards } from '@nestjs/common'
import type { ExecutionContext } from '@nestjs/common'
import { NestFactory, Reflector } from '@nestjs/core'
import { AuthGuard, PassportModule, PassportStrategy } from '@nestjs/passport'
import jwksRsa from 'jwks-rsa'
import { ExtractJwt, Strategy } from 'passport-jwt'
import { body } from './body.ts'
import { decorate, report, settings } from './serve.ts'

const { issuer, audience } = settings()

/** The tutorial: passport-jwt and jwks-rsa as their READMEs wire them, on Nest's default adapter. */
class JwtStrategy extends PassportStrategy(Strategy) {
  constructor() {
    super({
      secretOrKeyProvider: jwksRsa.passportJwtSecret({
        cache: true,
        rateLimit: true,
        jwksRequestsPerMinute: 5,
        jwksUri: `${issuer}jwks.json`,
      }),
      jwtFromRequest: ExtractJwt.fromAuthHeaderAsBearerToken(),
      audience,
      issuer,
      algorithms: ['RS256'],
    })
  }

  validate(payload: { scope?: string }) {
    return payload
  }
}

class ScopeGuard {
  reflector = new Reflector()
  canActivate(context: ExecutionContext): boolean {
    const scope = this.reflector.get<string>('scope', context.getHandler())
    const { user } = context.switchToHttp().getRequest<{ user: { scope?: string } }>()
    return (user.scope ?? '').split(' ').includes(scope)
  }
}

class PageController {
  open() {
    return body
  }
  guarded() {
    return body
  }
}
decorate(PageController, [Controller()], {
  open: [Get('open')],
  guarded: [
    Get('protected'),
    SetMetadata('scope', 'read:timesheets'),
    UseGuards(AuthGuard('jwt'), ScopeGuard),
  ],
})

// eslint-disable-next-line @typescript-eslint/no-extraneous-class -- its decorator is applied below
class AppModule {}
Module({
  imports: [PassportModule],
  controllers: [PageController],
  providers: [JwtStrategy],
})(AppModule)

const app = await NestFactory.create(AppModule, { logger: false } as object)
await app.listen(0, '127.0.0.1')
report(Number(new URL(await app.getUrl()).port))
