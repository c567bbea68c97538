import type { TraceEvent } from '@frontchannel/conformance'
import type { Fault } from '@frontchannel/conformance/faults'
import {
  clientSecretBasic,
  completeLogin,
  createProviderCache,
  discover,
  fetchUserInfo,
  redeemCode,
  refreshTokens,
  startLogin,
  storedTransactions,
  type ClientSettings,
  type Environment,
  type Flow,
  type Login,
  type LoginRequest,
  type UserInfo,
} from '../src/index.ts'
import { assertSameUser } from '../src/login/same-user.ts'
import { start, startFaultyProvider, type FaultyProvider } from './faulty-provider.ts'
import { appRedirectUri, audience, backEndSecret } from './faulty-tenant.ts'
import { memoryStorage } from './memory-storage.ts'

/** How a walk through a whole login ended. */
export interface Outcome {
  readonly error?: unknown
  readonly login?: Login
  readonly userInfo?: UserInfo
  /** The endpoints of the provider that were asked, in order. */
  readonly asked: readonly string[]
  /** The checks that failed. */
  readonly failed: readonly string[]
}

/** Walks through a login of a flow, as far as a provider with a fault lets it. */
export async function walkWith(fault: Fault, flow: Flow): Promise<Outcome> {
  const provider = await startFaultyProvider(fault)
  const events: TraceEvent[] = []
  const env = environmentOf(provider, fault, events)
  const settings = settingsOf(provider, flow)
  const end = async (outcome: Partial<Outcome>): Promise<Outcome> => {
    const failures = events.filter((event) => event.kind === 'check' && event.outcome === 'failed')
    const failed = failures.map((event) => (event.kind === 'check' ? event.id : ''))
    return { ...outcome, failed, asked: await provider.asked() }
  }
  try {
    const login = await logIn(settings, {}, provider, env)
    const { accessToken, sub } = await complete(login, settings, fault, env)
    if (fault.tampersWith === 'silent-answer') {
      await assertSameUser(await logIn(settings, { prompt: 'none' }, provider, env), login, env)
    }
    if (accessToken === undefined || sub === undefined) return await end({ login })
    const metadata = await discover(settings.issuer, env)
    return await end({ login, userInfo: await fetchUserInfo(metadata, accessToken, sub, env) })
  } catch (error) {
    return end({ error })
  }
}

function environmentOf(
  provider: FaultyProvider,
  { id }: Fault,
  events: TraceEvent[],
): Environment & { now: () => Date } {
  const now = (): Date => start
  return {
    fetch: provider.fetch,
    now,
    trace: (event) => events.push(event),
    transactions: storedTransactions(memoryStorage(), now),
    cache: createProviderCache(),
    ...(id.endsWith('.slow') && { timeoutMilliseconds: 20 }),
  }
}

function settingsOf({ issuer }: FaultyProvider, flow: Flow): ClientSettings {
  return {
    issuer,
    clientId: flow.redeemedBy === 'back-end' ? 'back-end' : 'browser',
    redirectUri: appRedirectUri,
    scope: 'openid profile read:things offline_access',
    audience,
    resourceParameter: 'audience',
    flow,
  }
}

async function logIn(
  settings: ClientSettings,
  request: Partial<LoginRequest>,
  provider: FaultyProvider,
  env: Environment,
): Promise<Login> {
  const { url } = await startLogin(settings, { returnTo: '/', maxAge: 3600, ...request }, env)
  const response = await provider.visit(url)
  if (response === undefined) throw new Error('the provider sends nobody back')
  return completeLogin(settings, { url: response }, env)
}

/** What a back-end does with a code, and what the browser got if there is none. */
async function complete(
  login: Login,
  settings: ClientSettings,
  { id }: Fault,
  env: Environment,
): Promise<{ accessToken: string | undefined; sub: string | undefined }> {
  if (!login.handOver) return { accessToken: login.accessToken?.value, sub: login.sub }
  const authenticate = clientSecretBasic(backEndSecret)
  const tokens = await redeemCode(settings, { ...login.handOver, maxAge: 3600 }, authenticate, env)
  const { refreshToken, claims, accessToken } = tokens
  if (id.startsWith('token-response.refreshed.') && refreshToken && claims) {
    const request = { refreshToken, scope: settings.scope, previous: claims }
    await refreshTokens(settings, request, authenticate, env)
  }
  return { accessToken: accessToken.value, sub: claims?.sub }
}
