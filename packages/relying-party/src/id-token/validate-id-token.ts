import { runChecks, type StepId } from '@frontchannel/conformance'
import type { ProviderEnvironment } from '../environment.ts'
import { providerClock } from '../provider/clock.ts'
import type { ProviderMetadata } from '../provider/metadata.ts'
import { assertSettings, defaultClockToleranceSeconds, type ClientSettings } from '../settings.ts'
import { acceptedAlgorithms } from './algorithms.ts'
import { idTokenChecksFor } from './checks.ts'
import { parseCompactJws } from './compact-jws.ts'
import type { IdTokenClaims, IdTokenExpectation } from './id-token.ts'
import { createKeyRing } from './key-ring.ts'

const dayInSeconds = 86_400

/** What an ID Token must agree with, beyond the settings. */
export type IdTokenRequest = Pick<
  IdTokenExpectation,
  'origin' | 'nonce' | 'maxAge' | 'accessToken' | 'code' | 'previous'
>

/**
 * Validates an ID Token: signature, issuer, audience, times, nonce, hashes, in the order of
 * `idTokenChecks`.
 *
 * Does NOT validate `acr`, `amr` and further claims, nor whether the session at the provider still
 * lives.
 *
 * @param step of the walk that the check events are told for
 * @throws {ProtocolError} `id-token.*`, of the first check that failed
 * @throws {ProviderError} if the keys cannot be fetched
 * @throws {ConfigurationError} if a setting would switch a check off
 * @see {@link https://openid.net/specs/openid-connect-core-1_0.html#rfc.section.3.1.3.7 OpenID Connect Core §3.1.3.7}
 */
export async function validateIdToken(
  token: string,
  metadata: ProviderMetadata,
  settings: ClientSettings,
  request: IdTokenRequest,
  env: ProviderEnvironment,
  step: StepId,
): Promise<IdTokenClaims> {
  assertSettings(settings)
  const jws = parseCompactJws(token)
  const keyRing = createKeyRing(metadata, env)
  const expectation: IdTokenExpectation = {
    ...request,
    issuer: settings.issuer,
    clientId: settings.clientId,
    algorithms: acceptedAlgorithms(settings.idTokenAlgorithms, metadata),
    trustedAudiences: settings.trustedAudiences ?? [],
    clockToleranceSeconds: settings.clockToleranceSeconds ?? defaultClockToleranceSeconds,
    maxLifetimeSeconds: settings.idTokenMaxLifetimeSeconds ?? dayInSeconds,
    clock: () => providerClock(env.now(), keyRing.clockOffsetSeconds()),
  }
  await runChecks(
    idTokenChecksFor(request.origin),
    { ...jws, chooseKey: () => keyRing.keyFor(jws.header) },
    expectation,
    { step, now: env.now, trace: env.trace },
  )
  // the checks have seen each member of the type
  return jws.claims as unknown as IdTokenClaims
}
