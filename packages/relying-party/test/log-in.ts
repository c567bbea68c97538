import type { Login } from '../src/login/login.ts'
import { completeLogin } from '../src/login/complete-login.ts'
import { startLogin, type LoginRequest } from '../src/login/start-login.ts'
import type { ClientSettings } from '../src/settings.ts'
import type { LoginTransaction } from '../src/transactions/transaction.ts'
import {
  claimsWith,
  createEnvironment,
  createProvider,
  hashOf,
  json,
  settingsFor,
  type TestEnvironment,
  type TestProvider,
} from './provider.ts'
import { responseFor, type Changes } from './respond.ts'

/** A browser at a provider: logs in as often as a test likes, with whatever the test spoils. */
export interface TestBrowser {
  readonly provider: TestProvider
  readonly env: TestEnvironment
  readonly begin: (
    settings: ClientSettings,
    request?: Partial<LoginRequest>,
  ) => Promise<LoginTransaction>
  readonly logIn: (
    flow: string,
    changes?: Changes,
    settings?: Partial<ClientSettings>,
  ) => Promise<Login>
  /** How often a path of the provider was asked for. */
  readonly asked: (path: string) => number
}

export const secondAccessToken = 'second-access-token'
export const refreshToken = 'a-refresh-token'

export async function createBrowser(alg = 'RS256'): Promise<TestBrowser> {
  const provider = await createProvider(alg)
  const env = createEnvironment(provider)

  const browser: TestBrowser = {
    provider,
    env,
    async begin(settings, request) {
      const wanted = { returnTo: '/timesheets?week=47', ...request }
      const { transaction } = await startLogin(settings, wanted, env)
      provider.answers['/token'] ??= () => tokenResponse(provider, transaction.nonce)
      return transaction
    },
    async logIn(flow, changes, more) {
      const settings = settingsFor(flow, more)
      const transaction = await browser.begin(settings)
      const response = await responseFor(provider, transaction, changes)
      return completeLogin(settings, response, env)
    },
    asked: (path) => provider.requests.filter(({ url }) => new URL(url).pathname === path).length,
  }
  return browser
}

/** What a good token endpoint answers, but for some claims of the ID Token and some members. */
export async function tokenResponse(
  provider: TestProvider,
  nonce: string | undefined,
  claims: Record<string, unknown> = {},
  members: Record<string, unknown> = {},
): Promise<Response> {
  const at_hash = await hashOf(secondAccessToken, provider.key.alg)
  return json({
    access_token: secondAccessToken,
    token_type: 'Bearer',
    expires_in: 60,
    refresh_token: refreshToken,
    id_token: await provider.sign(claimsWith({ nonce, at_hash, ...claims })),
    ...members,
  })
}

/** The answer of a network that does not. */
export const unreachable = (): never => {
  throw new TypeError('fetch failed')
}
