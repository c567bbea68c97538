import { createHash } from 'node:crypto'
import { Injectable, Logger } from '@nestjs/common'
import { Provider } from '../provider/provider.ts'
import { byProvider, SessionsRepository } from '../session/sessions.repository.ts'
import { SessionEnder } from './session-ender.ts'

const clockDifference = 60_000

/** The provider ends sessions without a browser: OpenID Connect Back-Channel Logout. */
@Injectable()
export class BackChannelLogoutService {
  readonly #log = new Logger('Logout')

  constructor(
    private readonly provider: Provider,
    private readonly repository: SessionsRepository,
    private readonly ender: SessionEnder,
  ) {}

  /**
   * Ends the sessions that a logout token means. None is an answer, too: they may have ended.
   * Resolves with false if the token was used before.
   *
   * @throws {ProtocolError} `logout-token.*`. @throws {ProviderError} if no key can be had
   */
  async end(logoutToken: string): Promise<boolean> {
    const { iss, jti, exp, sub, sid } = await this.provider.readLogoutToken(logoutToken)
    const digest = createHash('sha256').update(`logout ${iss} ${jti}`).digest()
    const until = new Date(exp * 1000 + clockDifference)
    if (!(await this.repository.useOnce(digest, until))) return false
    try {
      const { count } = await this.ender.end(byProvider(iss, { sub, sid }), 'provider-logout')
      this.#log.log({ msg: 'the provider ended sessions', count })
      return true
    } catch (error) {
      await this.repository.forget(digest) // so that the provider can send it again
      throw error
    }
  }
}
