import { assertSignatureAlgorithms } from './id-token/algorithms.ts'
import { ConfigurationError } from './configuration-error.ts'
import type { Flow } from './flows.ts'

/** A client registration, and how to use it. */
export interface ClientSettings {
  /** Compared exactly: a trailing slash matters. */
  readonly issuer: string
  readonly clientId: string
  readonly redirectUri: string
  /** Words separated by spaces. */
  readonly scope: string
  /** The API that the Access Token is for. */
  readonly audience?: string | undefined
  /** How the authorization request names it: Auth0's word, or the one of RFC 8707. */
  readonly resourceParameter: 'audience' | 'resource'
  readonly flow: Flow
  /** How far clocks may differ, at most 300; 60 if not said. */
  readonly clockToleranceSeconds?: number | undefined
  /**
   * The algorithms that ID Tokens of this registration are signed with. If not said: RS256, or what
   * the provider lists, if RS256 is not among it.
   */
  readonly idTokenAlgorithms?: readonly string[] | undefined
  /** Audiences that may stand beside this client in an ID Token; none if not said. */
  readonly trustedAudiences?: readonly string[] | undefined
  /** How far in the future `exp` may lie; a day if not said. */
  readonly idTokenMaxLifetimeSeconds?: number | undefined
}

// RFC 7519 §4.1.4 allows "a few minutes"; one is what NTP-less laptops need
export const defaultClockToleranceSeconds = 60
const maxClockToleranceSeconds = 300

/**
 * Refuses settings that could never work or would switch a check off.
 *
 * Does not ask the provider whether it knows the client.
 *
 * @throws {ConfigurationError}
 */
export function assertSettings(settings: ClientSettings): void {
  const { clientId, clockToleranceSeconds: tolerance = defaultClockToleranceSeconds } = settings
  if (clientId === '') throw new ConfigurationError('"clientId" is empty')
  if (!(tolerance >= 0 && tolerance <= maxClockToleranceSeconds)) {
    throw new ConfigurationError(
      `"clockToleranceSeconds" is ${tolerance}, not between 0 and ${maxClockToleranceSeconds}`,
    )
  }
  if (!URL.canParse(settings.redirectUri) || settings.redirectUri.includes('#')) {
    // RFC 6749 §3.1.2: absolute, without fragment
    throw new ConfigurationError(`"redirectUri" is not an absolute URL without fragment`)
  }
  if (settings.idTokenAlgorithms) assertSignatureAlgorithms(settings.idTokenAlgorithms)
}
