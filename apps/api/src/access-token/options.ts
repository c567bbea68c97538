import { ConfigurableModuleBuilder } from '@nestjs/common'
import type { FastifyRequest } from 'fastify'
import type { AccessRefused } from './errors.ts'
import type { Fetch } from './keys/fetch-document.ts'
import type { KeySetEvent, KeySetTimings } from './keys/key-set.ts'
import type { Algorithm } from './keys/signing-keys.ts'
import type { Profile } from './profiles.ts'

export interface AccessTokenOptions {
  /** The `iss` that every token must carry, character by character. */
  readonly issuer: string
  /** The `aud` that names this API. */
  readonly audience: string
  /** Default: what the issuer's metadata say. */
  readonly jwksUri?: string | undefined
  /** Default: RFC 9068 as written. */
  readonly profile?: Profile['id']
  /** Default: RS256. Never a symmetric one: this API can't keep the issuer's secret. */
  readonly algorithms?: readonly Algorithm[]
  /** Clients whose tokens are accepted. Default: every client of the issuer. */
  readonly allowedClients?: readonly string[]
  /** How long after `iat` a token is accepted, whatever its `exp`. Default: a day. */
  readonly maxAgeSeconds?: number
  /** What the clocks of issuer and API may differ by. Default: 5. */
  readonly toleranceSeconds?: number
  readonly realm: string
  /** RFC 9728 §3: where clients find this API's metadata. */
  readonly resourceMetadata?: string | undefined
  /** Tell the peer which check refused. For development alone. Default: false. */
  readonly explain?: boolean
  /** How many verified tokens are remembered; 0 for none. Default: 32,768, some 60 MB when full. */
  readonly rememberedTokens?: number
  readonly keyTimings?: Partial<KeySetTimings>
  /** Hears of every refusal, and of the request that was refused. */
  readonly onRefusal?: (refused: AccessRefused, request: FastifyRequest) => void
  /** Whether each refusal is a line of Nest's log. Default: true; false where another log has it. */
  readonly logRefusals?: boolean
  /** Hears how each fetch of the issuer's keys ended. */
  readonly onKeySetEvent?: (event: KeySetEvent) => void
  readonly fetch?: Fetch
  /** Milliseconds since the epoch. */
  readonly now?: () => number
}

export const { ConfigurableModuleClass, MODULE_OPTIONS_TOKEN: accessTokenOptions } =
  new ConfigurableModuleBuilder<AccessTokenOptions>().setClassMethodName('forRoot').build()
