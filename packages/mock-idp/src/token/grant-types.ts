import type { Parameters } from '../parameters.ts'
import type { Provider } from '../provider.ts'
import type { GrantType } from '../tenant/application-types.ts'
import type { Client } from '../tenant/client.ts'
import { applyRulesToRefresh, exchangeCredentials } from '../rules/token-rules.ts'
import { redeemCode } from './redeem-code.ts'
import { redeemRefreshToken } from './redeem-refresh-token.ts'
import { grantToClient } from './grant-to-client.ts'
import type { TokenGrant } from './token-response.ts'

export interface TokenRequest {
  readonly provider: Provider
  readonly client: Client
  readonly parameters: Parameters
}

type Redeem = (request: TokenRequest) => TokenGrant | Promise<TokenGrant>

/** What the token endpoint takes. The implicit grant never gets here. */
export const tokenGrantTypes: Readonly<Record<Exclude<GrantType, 'implicit'>, Redeem>> = {
  authorization_code: redeemCode,
  refresh_token: async (request) =>
    applyRulesToRefresh(request.provider, redeemRefreshToken(request)),
  client_credentials: async (request) =>
    exchangeCredentials(request.provider, grantToClient(request)),
}

export const isTokenGrantType = (text: string): text is keyof typeof tokenGrantTypes =>
  Object.hasOwn(tokenGrantTypes, text)
