import { accessTokenOf } from '../authorization/access-token.ts'
import { issuesAccessToken, issuesCode, issuesIdToken } from '../flows.ts'
import { validateIdToken } from '../id-token/validate-id-token.ts'
import type { LoginTransaction } from '../transactions/transaction.ts'
import type { Login } from './login.ts'
import type { ReceivedResponse } from './receive-response.ts'

/**
 * Makes a login of what the front channel brought: validates the ID Token against its neighbours,
 * and hands over the code.
 *
 * @throws {ProtocolError} `id-token.*`
 * @throws {ProviderError}
 */
export async function useResponse(received: ReceivedResponse): Promise<Login> {
  const { parameters, metadata, settings, transaction, env } = received
  const { nonce, maxAge, codeVerifier = '' } = transaction
  const { flow, scope } = settings
  const idToken = issuesIdToken(flow) ? parameters.get('id_token') : undefined
  const accessToken = issuesAccessToken(flow) ? parameters.get('access_token') : undefined
  const code = issuesCode(flow) ? parameters.get('code') : undefined

  const origin = {
    endpoint: 'authorization',
    refreshed: false,
    besideAccessToken: issuesAccessToken(flow),
    besideCode: issuesCode(flow),
  } as const
  const request = { origin, nonce, maxAge, accessToken, code, previous: undefined }
  const identity = idToken !== undefined && {
    idToken,
    claims: await validateIdToken(
      idToken,
      metadata,
      settings,
      request,
      env,
      'authorization-response',
    ),
  }
  const lifetime = { expiresIn: parameters.get('expires_in'), scope: parameters.get('scope') }
  return loginOf(transaction, {
    ...identity,
    ...(accessToken !== undefined && {
      accessToken: accessTokenOf(accessToken, lifetime, scope, env.now()),
    }),
    ...(code !== undefined && {
      handOver: { code, codeVerifier, nonce, ...(idToken !== undefined && { idToken }) },
    }),
  })
}

/** A login of a transaction, by what it brought. */
export function loginOf(
  { flow, returnTo, silent, issuer }: LoginTransaction,
  { claims, ...brought }: Pick<Login, 'idToken' | 'claims' | 'accessToken' | 'handOver'>,
): Login {
  return { flow, returnTo, silent, issuer, ...brought, ...(claims && { claims, sub: claims.sub }) }
}
