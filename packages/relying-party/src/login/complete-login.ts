import type { ResponseSource } from '../authorization/parse-response.ts'
import type { Environment } from '../environment.ts'
import type { ClientSettings } from '../settings.ts'
import { publicClient } from '../token-endpoint/client-authentication.ts'
import { exchangeCode } from '../token-endpoint/exchange-code.ts'
import type { CodeHandOver, Login } from './login.ts'
import { receiveResponse, type ReceivedResponse } from './receive-response.ts'
import { loginOf, useResponse } from './use-response.ts'

/**
 * Completes a login: parses the authorization response, consumes its transaction, runs every check
 * of its flow, and redeems the code if that is for the browser to do. What the request asked for is
 * read from the transaction, so a change of settings in between does no harm.
 *
 * Does NOT look into the Access Token, and does NOT compare the user with the one who was logged in
 * before: see `assertSameUser`.
 *
 * @param response the whole address of the redirection endpoint, or the pairs of a posted response
 * @throws {AuthorizationError} if the IdP says that the login failed
 * @throws {ProtocolError} `authorization-response.*`, `id-token.*`, `token-response.*`: of the
 *   first check that failed. Nothing of the response may be used.
 * @throws {TokenError} if the provider refuses the code
 * @throws {ProviderError} if the provider cannot be asked. While it was the metadata that could not
 *   be fetched, the transaction is still there, and the same response can be completed again.
 * @throws {TransactionStorageError} if pending logins cannot be read
 * @see {@link https://openid.net/specs/openid-connect-core-1_0.html#rfc.section.3.2.2.8 OpenID Connect Core §3.2.2.8}
 */
export async function completeLogin(
  settings: ClientSettings,
  response: ResponseSource,
  env: Environment,
): Promise<Login> {
  const received = await receiveResponse(settings, response, env)
  const login = await useResponse(received)
  if (!login.handOver || received.settings.flow.redeemedBy !== 'browser') return login
  return redeemHere(received, login, login.handOver)
}

/**
 * Completes a login as `completeLogin` does, and redeems no code: it stays in `handOver`. For
 * clients whose flow leaves nothing to redeem, or whose back-end redeems; a kilobyte lighter.
 *
 * @param response the whole address of the redirection endpoint, or the pairs of a posted response
 * @throws {AuthorizationError} | {ProtocolError} | {ProviderError} | {TransactionStorageError} as
 *   `completeLogin`
 * @see {@link https://openid.net/specs/openid-connect-core-1_0.html#rfc.section.3.3.2.8 OpenID Connect Core §3.3.2.8}
 */
export async function completeFrontChannelLogin(
  settings: ClientSettings,
  response: ResponseSource,
  env: Environment,
): Promise<Login> {
  return useResponse(await receiveResponse(settings, response, env))
}

async function redeemHere(
  { metadata, settings, transaction, env }: ReceivedResponse,
  { claims: previous }: Login,
  handOver: CodeHandOver,
): Promise<Login> {
  const code = { ...handOver, maxAge: transaction.maxAge, previous }
  const tokens = await exchangeCode(metadata, settings, code, publicClient, env)
  const { accessToken, idToken, claims } = tokens
  // not the refresh token: a browser cannot keep it private
  return loginOf(transaction, {
    accessToken,
    ...(idToken !== undefined && { idToken }),
    ...(claims && { claims }),
  })
}
