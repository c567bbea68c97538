import type { Refusal } from '@frontchannel/conformance'
import type { Login } from '@frontchannel/relying-party'

/** Why a login ended without a session. Plain data: it travels between two documents. */
export type LoginProblem =
  /** A check refused what the provider sent. */
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  /** The provider answered with an error, or there was nothing to check. */
  | {
      readonly kind: 'not-completed'
      /** An error code of the provider, or one of `ownErrors`. */
      readonly error: string
      /** The provider's own words: untrusted text. */
      readonly description?: string
    }

/** How a login ended, and where the user was going. */
export type LoginOutcome = { readonly returnTo: string } & (
  | { readonly login: Login; readonly problem?: never }
  | { readonly problem: LoginProblem; readonly login?: never }
)
