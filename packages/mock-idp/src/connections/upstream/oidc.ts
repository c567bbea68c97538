import type { Interaction } from '../../authorize/interaction.ts'
import type { LoginState } from '../../authorize/login-state.ts'
import type { Exchange } from '../../exchange.ts'
import { endpointUrl, seconds } from '../../provider.ts'
import type { Provider } from '../../provider.ts'
import { isLoopback } from '../../tenant/urls.ts'
import type { OidcConnection } from '../connection.ts'
import { arrive, comeBack } from './arrive.ts'
import { leave } from './leave.ts'
import { departureLifetime } from './departure.ts'
import type { Departure } from './departure.ts'
import { claimsOf } from './upstream-claims.ts'

interface Leaving {
  readonly exchange: Exchange
  readonly interaction: Interaction
  readonly state: LoginState
}

/** Where upstream providers send the browser back to: one address for all connections. */
export const callbackUrl = (provider: Provider): string => endpointUrl(provider, 'login/callback')

/** Loaded when somebody first federates: whoever does not need it does not pay for it. */
const library = () => import('openid-client')

/** Finds out about the upstream provider. Only on this machine it may speak plain HTTP. */
export async function configurationOf(provider: Provider, connection: OidcConnection) {
  const client = await library()
  const { issuer, clientId, clientSecret } = connection
  const clockSkew = seconds(provider) - Math.floor(Date.now() / 1000)
  return client.discovery(
    new URL(issuer),
    clientId,
    // the tenant's clock, which may have been moved
    { [client.clockSkew]: clockSkew, [client.clockTolerance]: 30 },
    clientSecret === undefined ? client.None() : client.ClientSecretPost(clientSecret),
    {
      [client.customFetch]: (url, init) => provider.fetch(new Request(url, init as RequestInit)),
      // eslint-disable-next-line @typescript-eslint/no-deprecated -- not deprecated, but marked to stand out
      execute: isLoopback(issuer) ? [client.allowInsecureRequests] : [],
      timeout: 10,
    },
  )
}

/** Sends the browser to an upstream OpenID Provider: code flow with PKCE, state and nonce. */
export async function leaveForOidc(
  { exchange, interaction, state }: Leaving,
  connection: OidcConnection,
): Promise<Response> {
  const { provider, request } = state
  try {
    const client = await library()
    const configuration = await configurationOf(provider, connection)
    const codeVerifier = client.randomPKCECodeVerifier()
    const upstreamState = client.randomState()
    const nonce = client.randomNonce()
    const hint = request.parameters.one('login_hint')
    const url = client.buildAuthorizationUrl(configuration, {
      redirect_uri: callbackUrl(provider),
      scope: connection.scope,
      state: upstreamState,
      nonce,
      code_challenge: await client.calculatePKCECodeChallenge(codeVerifier),
      code_challenge_method: 'S256',
      ...(hint !== undefined && { login_hint: hint }),
      // who asks for a fresh login here does not want an old one from there
      ...(request.prompts.includes('login') && { prompt: 'login' }),
    })
    const departure: Departure = {
      interaction: interaction.id,
      connection: connection.name,
      browser: interaction.browser,
      nonce,
      codeVerifier,
    }
    provider.logins.departures.set(upstreamState, departure, departureLifetime)
    return await leave(exchange, request.client, url.href)
  } catch (error) {
    exchange.var.entry.upstream = describeFailure(error)
    return comeBack(exchange, interaction, 'upstreamFailed')
  }
}

/** Takes what the upstream provider answered: redeems the code and judges the ID Token. */
export async function returnFromOidc(
  exchange: Exchange,
  interaction: Interaction,
  connection: OidcConnection,
  { departure, state }: { readonly departure: Departure; readonly state: string },
): Promise<Response> {
  const { provider, entry } = exchange.var
  const here = new URL(callbackUrl(provider))
  here.search = new URL(exchange.req.url).search
  if (here.searchParams.get('error') === 'access_denied') {
    return comeBack(exchange, interaction, 'upstreamCancelled')
  }
  try {
    const client = await library()
    const configuration = await configurationOf(provider, connection)
    const tokens = await client.authorizationCodeGrant(configuration, here, {
      expectedState: state,
      ...(departure.nonce !== undefined && { expectedNonce: departure.nonce }),
      ...(departure.codeVerifier !== undefined && { pkceCodeVerifier: departure.codeVerifier }),
      idTokenExpected: true,
    })
    const claims = tokens.claims()
    if (!claims) throw new Error('there is no ID Token')
    const { userinfo_endpoint: userinfo } = configuration.serverMetadata()
    const more =
      userinfo === undefined
        ? {}
        : await client.fetchUserInfo(configuration, tokens.access_token, claims.sub)
    return await arrive(exchange, interaction, connection, {
      id: claims.sub,
      idToken: tokens.id_token,
      ...claimsOf({ ...more, ...claims }),
    })
  } catch (error) {
    entry.upstream = describeFailure(error)
    return comeBack(exchange, interaction, 'upstreamFailed')
  }
}

/** What the log may say: the library's codes and words, which hold no token. */
export function describeFailure(error: unknown): string {
  if (!(error instanceof Error)) return 'failed'
  const { code } = error as Error & { code?: unknown }
  return typeof code === 'string' ? `${code}: ${error.message}` : error.message
}
