import { ProtocolError } from '@frontchannel/conformance'
import type { ProviderEnvironment } from '../environment.ts'
import { issuesIdToken } from '../flows.ts'
import { validateIdToken } from '../id-token/validate-id-token.ts'
import type { CodeHandOver } from '../login/login.ts'
import { discover } from '../provider/discover.ts'
import type { ClientSettings } from '../settings.ts'
import type { ClientAuthentication } from './client-authentication.ts'
import { exchangeCode, type TokenSet } from './exchange-code.ts'

/**
 * Redeems a code that a browser handed over. Checks the ID Token that came with the code for
 * itself, with its `c_hash`, before the code is used; then the second ID Token by the same rows,
 * with the same issuer and subject as the first.
 *
 * Does NOT know whether the browser that hands over is the one that began the login: bind the
 * hand-over to a session of yours.
 *
 * @param handOver as it came from the browser; nothing in it is trusted
 * @throws {ProtocolError} `authorization-response.members`, `id-token.*`, `token-response.*`
 * @throws {TokenError} if the provider refuses the code
 * @throws {ProviderError} if the provider cannot be asked
 * @see {@link https://openid.net/specs/openid-connect-core-1_0.html#rfc.section.3.3.3 OpenID Connect Core §3.3.3}
 */
export async function redeemCode(
  settings: ClientSettings,
  handOver: CodeHandOver & { readonly maxAge?: number },
  authenticate: ClientAuthentication,
  env: ProviderEnvironment,
): Promise<TokenSet> {
  const metadata = await discover(settings.issuer, env, 'token-request')
  const first = issuesIdToken(settings.flow)
    ? await validateIdToken(
        idTokenIn(handOver),
        metadata,
        settings,
        {
          origin: {
            endpoint: 'authorization',
            refreshed: false,
            besideAccessToken: false,
            besideCode: true,
          },
          nonce: handOver.nonce,
          maxAge: handOver.maxAge,
          accessToken: undefined,
          code: handOver.code,
          previous: undefined,
        },
        env,
        'code-hand-off',
      )
    : undefined
  return exchangeCode(metadata, settings, { ...handOver, previous: first }, authenticate, env)
}

function idTokenIn({ idToken }: CodeHandOver): string {
  if (idToken) return idToken
  throw new ProtocolError({
    check: 'authorization-response.members',
    requirements: ['OIDCC-3.2.2.5'],
    expected: 'the ID Token that came with the code',
    actual: 'nothing',
  })
}
