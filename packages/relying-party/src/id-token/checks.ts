import type { Check } from '@frontchannel/conformance'
import { bindingChecks, partyChecks } from './claim.checks.ts'
import { hashChecks } from './hash.checks.ts'
import type { IdTokenExpectation, IdTokenOrigin, IdTokenSubject } from './id-token.ts'
import { signatureChecks } from './signature.checks.ts'
import { timeChecks } from './time.checks.ts'

export interface IdTokenCheck extends Check<IdTokenSubject, IdTokenExpectation> {
  /** Every ID Token, if not said. */
  readonly appliesTo?: (origin: IdTokenOrigin) => boolean
}

/**
 * What is checked of an ID Token, in order: nothing that it claims is judged, and so shown as the
 * reason of a refusal, before its signature is.
 *
 * @see {@link https://openid.net/specs/openid-connect-core-1_0.html#rfc.section.3.1.3.7 OpenID Connect Core §3.1.3.7}
 */
export const idTokenChecks = [
  ...signatureChecks('id-token'),
  ...partyChecks,
  ...timeChecks,
  ...bindingChecks,
  ...hashChecks,
] as const satisfies readonly IdTokenCheck[]

/** The rows for ID Tokens of one origin. */
export function idTokenChecksFor(origin: IdTokenOrigin): readonly IdTokenCheck[] {
  const rows: readonly IdTokenCheck[] = idTokenChecks
  return rows.filter(({ appliesTo }) => appliesTo?.(origin) ?? true)
}
