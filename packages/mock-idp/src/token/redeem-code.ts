import { base64url } from 'jose'
import { equalSecrets } from '../equal-secrets.ts'
import { OAuthError } from '../refusals.ts'
import type { CodeRecord } from '../stores/grants.ts'
import { checkResource } from './check-resource.ts'
import type { TokenRequest } from './grant-types.ts'
import type { TokenGrant } from './token-response.ts'

/** RFC 7636 §4.1. */
const codeVerifier = /^[A-Za-z0-9\-._~]{43,128}$/

/**
 * Redeems an authorization code: once, by the client and for the redirection endpoint it was
 * issued to, with the code verifier of its challenge.
 *
 * @throws {OAuthError} invalid_grant
 * @see RFC 6749 §4.1.3 https://www.rfc-editor.org/rfc/rfc6749#section-4.1.3
 */
export async function redeemCode({
  provider,
  client,
  parameters,
}: TokenRequest): Promise<TokenGrant> {
  const code = parameters.one('code')
  if (code === undefined) throw new OAuthError('token-request.code.present', 'code is missing')
  const record = provider.codes.get(code)
  if (record?.grant.clientId !== client.clientId) {
    throw new OAuthError(
      'token-request.code.known',
      'the code is unknown, expired, or issued to another client',
    )
  }
  if (record.used) {
    // somebody else has the code too: what it gave so far may be in the wrong hands (RFC 6749 §4.1.2)
    record.grant.revoked = true
    throw new OAuthError('token-request.code.unused', 'the code was used already')
  }
  // used before anything is awaited, so that of two requests at once only one can win
  record.used = true
  if (parameters.one('redirect_uri') !== record.redirectUri) {
    throw new OAuthError(
      'token-request.redirect_uri',
      'redirect_uri is not that of the authorization request',
    )
  }
  await checkVerifier(record, parameters.one('code_verifier'))
  const { grant } = record
  checkResource(grant, parameters)
  return {
    grant,
    scopes: grant.scopes,
    requestedScopes: grant.requestedScopes,
    idToken: record.idToken,
    refreshToken: grant.scopes.includes('offline_access') ? 'new' : 'none',
  }
}

async function checkVerifier(
  { codeChallenge }: CodeRecord,
  verifier: string | undefined,
): Promise<void> {
  if (codeChallenge === undefined) {
    // a verifier without a challenge means that somebody removed the challenge (RFC 9700 §4.8.2)
    if (verifier === undefined) return
    throw new OAuthError(
      'token-request.code_verifier',
      'the authorization request had no code_challenge',
    )
  }
  if (verifier === undefined || !codeVerifier.test(verifier)) {
    throw new OAuthError('token-request.code_verifier', 'code_verifier is missing or malformed')
  }
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier))
  if (!(await equalSecrets(base64url.encode(new Uint8Array(digest)), codeChallenge))) {
    throw new OAuthError(
      'token-request.code_verifier',
      'code_verifier does not match the code_challenge',
    )
  }
}
