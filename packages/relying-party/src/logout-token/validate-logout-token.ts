import { runChecks } from '@frontchannel/conformance'
import type { ProviderEnvironment } from '../environment.ts'
import { acceptedAlgorithms } from '../id-token/algorithms.ts'
import { parseCompactJws } from '../id-token/compact-jws.ts'
import { createKeyRing } from '../id-token/key-ring.ts'
import type { ProviderMetadata } from '../provider/metadata.ts'
import { defaultClockToleranceSeconds, type ClientSettings } from '../settings.ts'
import { logoutTokenChecks } from './checks.ts'

/** What a logout token says, once its checks have passed: which sessions are over. */
export interface LogoutTokenClaims {
  readonly iss: string
  readonly jti: string
  /** Seconds since the epoch. */
  readonly exp: number
  /** Whose; with `sid`, only that session's. */
  readonly sub?: string
  readonly sid?: string
}

/**
 * Validates a logout token that the provider sent over the back channel.
 *
 * Does NOT know whether it was used before: remember `jti` until `exp`.
 *
 * @throws {ProtocolError} `logout-token.*`, of the first check that failed
 * @throws {ProviderError} if the keys cannot be fetched
 * @see {@link https://openid.net/specs/openid-connect-backchannel-1_0.html#rfc.section.2.6 Back-Channel Logout §2.6}
 */
export async function validateLogoutToken(
  token: string,
  metadata: ProviderMetadata,
  settings: ClientSettings,
  env: ProviderEnvironment,
): Promise<LogoutTokenClaims> {
  const jws = parseCompactJws(token)
  const keyRing = createKeyRing(metadata, env)
  await runChecks(
    logoutTokenChecks,
    { ...jws, chooseKey: () => keyRing.keyFor(jws.header) },
    {
      issuer: settings.issuer,
      clientId: settings.clientId,
      algorithms: acceptedAlgorithms(settings.idTokenAlgorithms, metadata),
      clockToleranceSeconds: settings.clockToleranceSeconds ?? defaultClockToleranceSeconds,
      now: env.now().getTime() / 1000,
    },
    { step: 'token-response', now: env.now },
  )
  // the checks have seen each member of the type
  return jws.claims as unknown as LogoutTokenClaims
}
