import { Inject, Injectable, Logger } from '@nestjs/common'
import type { Trace } from '@frontchannel/conformance'
import type { CodeHandOff } from '@frontchannel/contract/session'
import {
  buildEndSessionRequest,
  createProviderCache,
  discover,
  fetchUserInfo,
  flowById,
  ProviderError,
  refreshTokens,
  type ClientAuthentication,
  type ClientSettings,
  type Flow,
  type ProviderEnvironment,
  type ProviderMetadata,
  type TokenSet,
  type UserInfo,
} from '@frontchannel/relying-party'
import {
  exchangeCode,
  revokeToken,
  validateLogoutToken,
  type LogoutTokenClaims,
} from '@frontchannel/relying-party/confidential-client'
import { clock, type Clock } from '../clock.ts'
import { config, type Config } from '../config.ts'
import type { SessionContents } from '../session/session.ts'
import { clientAuthentication } from './client-authentication.ts'

const freshFor = 3_600_000
const usableFor = 24 * 3_600_000 // a provider whose metadata break keeps working for a day
const timeoutMilliseconds = 5_000 // somebody waits for each answer
const restMilliseconds = 1_000
const clockToleranceSeconds = 15 // servers keep time

/** The identity provider, as this client is registered there. */
@Injectable()
export class Provider {
  readonly #log = new Logger('Provider')
  readonly #cache = createProviderCache()
  #learntAt = -Infinity
  #restUntil = -Infinity
  #authenticate: Promise<ClientAuthentication> | undefined

  constructor(
    @Inject(config) private readonly settings: Config,
    @Inject(clock) private readonly now: Clock,
  ) {}

  /**
   * Redeems a code that the browser handed over.
   *
   * @throws {ProtocolError | TokenError | ProviderError}
   */
  async redeem(handOff: CodeHandOff, trace: Trace | undefined): Promise<TokenSet> {
    const { code, codeVerifier, nonce, idTokenSubject: sub } = handOff
    const settings = this.#settingsFor(flowById(handOff.flow), handOff.redirectUri)
    return this.#ask(async (metadata, authenticate) =>
      exchangeCode(
        metadata,
        settings,
        {
          code,
          codeVerifier,
          nonce,
          previous: sub === undefined ? undefined : { sub },
        },
        authenticate,
        this.#environment(trace),
      ),
    )
  }

  /** @throws {ProtocolError | TokenError | ProviderError} */
  async refresh(
    { claims, accessToken }: SessionContents,
    refreshToken: string,
    trace: Trace | undefined,
  ): Promise<TokenSet> {
    const settings = this.#ownSettings()
    const request = { refreshToken, scope: accessToken.scopes.join(' '), previous: claims }
    this.#assertNotResting()
    return this.#ask((_, authenticate) =>
      refreshTokens(settings, request, authenticate, this.#environment(trace)),
    )
  }

  /**
   * What the provider says about the user of a session; undefined where it has no such endpoint.
   *
   * @throws {ProtocolError | ProviderError}
   */
  async userInfo({ accessToken, claims }: SessionContents): Promise<UserInfo | undefined> {
    const { client } = this.settings
    return this.#ask(async (metadata) =>
      metadata.userinfo_endpoint === undefined
        ? undefined
        : fetchUserInfo(metadata, accessToken.value, claims.sub, this.#environment(), client),
    )
  }

  /** @throws {TokenError | ProviderError} */
  async revoke(refreshToken: string): Promise<void> {
    const settings = this.#ownSettings()
    await this.#ask((metadata, authenticate) =>
      revokeToken(
        metadata,
        settings,
        { token: refreshToken, hint: 'refresh_token' },
        authenticate,
        this.#environment(),
      ),
    )
  }

  /** @throws {ProtocolError | ProviderError} */
  async readLogoutToken(token: string): Promise<LogoutTokenClaims> {
    const settings = this.#ownSettings()
    return this.#ask((metadata) =>
      validateLogoutToken(token, metadata, settings, this.#environment()),
    )
  }

  /** The address that ends the user's session at the provider; undefined if it has none. */
  async endSessionUrl(providerSession: string | null): Promise<string | undefined> {
    const { clientId } = this.settings.client
    const postLogoutRedirectUri = `${this.settings.spaOrigin}/`
    const url = buildEndSessionRequest(await this.metadata(), { clientId, postLogoutRedirectUri })
    if (url === undefined || providerSession === null) return url
    // an ID Token as a hint would put a token of the back channel into the browser's history
    return `${url}&${new URLSearchParams({ logout_hint: providerSession }).toString()}`
  }

  /** @throws {ProviderError} if they were never known, or are a day old */
  async metadata(): Promise<ProviderMetadata> {
    const { issuer } = this.settings.client
    const known = this.#cache.metadata.get(issuer)
    const age = this.now().getTime() - this.#learntAt
    if (known && age < freshFor) return known
    try {
      const cache = { ...this.#cache, metadata: new Map<string, ProviderMetadata>() }
      const metadata = await discover(issuer, { ...this.#environment(), cache })
      this.#cache.metadata.set(issuer, metadata)
      this.#learntAt = this.now().getTime()
      return metadata
    } catch (error) {
      if (!known || age > usableFor) throw error
      this.#log.warn({
        msg: 'the metadata cannot be renewed; the last good ones go on',
        err: error,
      })
      return known
    }
  }

  get isKnown(): boolean {
    return this.#cache.metadata.size > 0
  }

  /** Notes when it did not answer. @throws {ProtocolError | TokenError | ProviderError} */
  async #ask<Answer>(
    question: (metadata: ProviderMetadata, authenticate: ClientAuthentication) => Promise<Answer>,
  ): Promise<Answer> {
    try {
      this.#authenticate ??= clientAuthentication(this.settings)
      return await question(await this.metadata(), await this.#authenticate)
    } catch (error) {
      if (isAway(error)) this.#restUntil = this.now().getTime() + restMilliseconds
      throw error
    }
  }

  // every request of every session asks when its token has expired: while the provider is down,
  // waiting for it again and again would take the connections of those that need none
  #assertNotResting(): void {
    if (this.now().getTime() >= this.#restUntil) return
    const { issuer: url } = this.settings.client
    throw new ProviderError({ failure: 'network', resource: 'the provider', url })
  }

  /** For requests of our own, which belong to no login that is under way. */
  #ownSettings(): ClientSettings {
    return this.#settingsFor(flowById('code backend'), `${this.settings.spaOrigin}/callback`)
  }

  #settingsFor(flow: Flow, redirectUri: string): ClientSettings {
    return { ...this.settings.client, redirectUri, flow, clockToleranceSeconds }
  }

  #environment(trace?: Trace): ProviderEnvironment {
    return { fetch, now: this.now, cache: this.#cache, timeoutMilliseconds, trace }
  }
}

const isAway = (error: unknown): boolean =>
  error instanceof ProviderError && (error.failure === 'network' || error.failure === 'timeout')
