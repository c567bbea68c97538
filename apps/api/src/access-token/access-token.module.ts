import {
  Global,
  Inject,
  Logger,
  Module,
  type OnModuleDestroy,
  type OnModuleInit,
} from '@nestjs/common'
import { APP_FILTER, APP_GUARD, DiscoveryModule } from '@nestjs/core'
import { AccessDeclarations } from './access-declarations.ts'
import { AccessPolicy } from './access-policy.ts'
import { AccessRefusedFilter } from './access-refused.filter.ts'
import { AccessTokenGuard } from './access-token.guard.ts'
import { AccessTokenStrategy } from './access-token.strategy.ts'
import { Authenticator } from './authenticator.ts'
import { EarlyAuthentication } from './early-authentication.ts'
import { keysOfIssuer } from './keys/key-source.ts'
import { KeySet, type KeySetEvent } from './keys/key-set.ts'
import { IssuerMismatch } from './keys/provider-metadata.ts'
import { accessTokenOptions, ConfigurableModuleClass, type AccessTokenOptions } from './options.ts'
import { Refusals } from './refusals.ts'
import { SignedOut } from './signed-out.ts'
import { VerifiedTokens } from './verified-tokens.ts'

/**
 * Turns an application into a resource server: once imported, every handler wants an Access Token
 * of the issuer unless it says `@Public()`.
 */
@Global()
@Module({
  imports: [DiscoveryModule],
  providers: [
    AccessDeclarations,
    AccessPolicy,
    AccessTokenStrategy,
    Authenticator,
    EarlyAuthentication,
    Refusals,
    { provide: SignedOut, useFactory: () => new SignedOut() },
    {
      provide: KeySet,
      inject: [accessTokenOptions],
      useFactory: ({
        issuer,
        jwksUri,
        algorithms = ['RS256'],
        now = Date.now,
        fetch = globalThis.fetch,
        keyTimings = {},
        onKeySetEvent,
      }: AccessTokenOptions) =>
        new KeySet(keysOfIssuer(issuer, jwksUri, fetch), {
          algorithms,
          now,
          timings: keyTimings,
          onEvent: (event) => {
            logKeySetEvent(event)
            onKeySetEvent?.(event)
          },
        }),
    },
    {
      provide: VerifiedTokens,
      inject: [accessTokenOptions],
      useFactory: ({ rememberedTokens = 32_768, now = Date.now }: AccessTokenOptions) =>
        new VerifiedTokens(rememberedTokens, now),
    },
    { provide: APP_GUARD, useClass: AccessTokenGuard },
    { provide: APP_FILTER, useClass: AccessRefusedFilter },
  ],
  exports: [KeySet, SignedOut, VerifiedTokens],
})
export class AccessTokenModule
  extends ConfigurableModuleClass
  implements OnModuleInit, OnModuleDestroy
{
  constructor(@Inject(KeySet) private readonly keys: KeySet) {
    super()
  }

  /**
   * Waits for the first answer of the issuer, however it turns out: the API serves without keys,
   * with 503. Only an issuer that is not the configured one ends the start: waiting won't mend it.
   */
  async onModuleInit(): Promise<void> {
    await this.keys.start()
    if (!(this.keys.lastError instanceof IssuerMismatch)) return
    this.keys.stop() // nobody stops what never started
    throw this.keys.lastError
  }

  onModuleDestroy(): void {
    this.keys.stop()
  }
}

const logger = new Logger('KeySet')

function logKeySetEvent(event: KeySetEvent): void {
  switch (event.kind) {
    case 'fetched':
      logger.log({ msg: 'keys fetched', keys: event.keys, withdrawn: event.withdrawn })
      break
    case 'failed':
      logger.warn({
        msg: 'keys could not be fetched',
        keys: event.keys,
        reason: event.error instanceof Error ? event.error.message : String(event.error),
      })
      break
    case 'skipped':
      logger.warn({ msg: 'a published key is not used', reason: event.reason })
  }
}
