import { Injectable } from '@nestjs/common'
import { ProtocolError } from '@frontchannel/conformance'
import type { UserInfo } from '@frontchannel/relying-party'
import { Problem } from '../http/problem.ts'
import { SessionEnder } from '../logout/session-ender.ts'
import { Provider } from '../provider/provider.ts'
import { AccessTokens } from '../refresh/access-tokens.ts'
import { SessionStore } from '../session/session-store.ts'
import { byDigest } from '../session/sessions.repository.ts'

/** The profile at the provider: the browser has no token to ask for it. */
@Injectable()
export class UserInfoService {
  constructor(
    private readonly store: SessionStore,
    private readonly tokens: AccessTokens,
    private readonly provider: Provider,
    private readonly ender: SessionEnder,
  ) {}

  /**
   * @returns undefined where the provider has no such endpoint
   * @throws {Problem | ProtocolError | ProviderError}
   */
  async of(digest: Buffer | undefined): Promise<UserInfo | undefined> {
    const found = digest && (await this.store.find(digest))
    if (!found) throw new Problem('no_session')
    const session = this.tokens.isFresh(found) ? found : await this.tokens.renew(found)
    try {
      return await this.provider.userInfo(session.contents)
    } catch (error) {
      // claims about somebody else: then the token is theirs, too (OpenID Connect Core §5.3.2)
      if (error instanceof ProtocolError && error.check.startsWith('userinfo.')) {
        await this.ender.end(byDigest(session.digest), 'userinfo-untrusted')
      }
      throw error
    }
  }
}
