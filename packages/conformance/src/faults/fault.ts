import type { RequirementId } from '../requirements/index.ts'

/** What a fault changes. The mock IdP has one injector table for each. */
export type TamperPoint =
  | 'provider-metadata'
  | 'jwks'
  | 'authorization-response'
  | 'id-token'
  | 'access-token'
  | 'token-response'
  | 'userinfo'
  | 'http'

/** Who has to notice. */
export type Detector = 'relying-party' | 'resource-server'

interface FaultRow {
  /** `<tamper point>.<member>.<how>` */
  readonly id: string
  readonly tampersWith: TamperPoint
  /** What the sender does, as a sentence. */
  readonly title: string
  readonly breaks: RequirementId
  /** Which side must deal with it. */
  readonly by: Detector
  /** The module of the OpenID Foundation's suite that does the same. */
  readonly oidf?: string
}

/** Something a peer must refuse, and the check that must refuse it. */
export interface RejectedFault extends FaultRow {
  readonly verdict: 'reject'
  readonly check: string
}

/** A legal oddity that a peer must accept. */
export interface AcceptedFault extends FaultRow {
  readonly verdict: 'accept'
}

export type Fault = RejectedFault | AcceptedFault
