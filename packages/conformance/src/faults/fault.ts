import type { RequirementId } from '../requirements/index.ts'

/** What a fault changes. The mock IdP has one injector table for each. */
export type TamperPoint =
  | 'provider-metadata'
  | 'jwks'
  | 'authorization-response'
  | 'silent-answer'
  | 'id-token'
  | 'access-token'
  | 'token-response'
  | 'userinfo'
  | 'signed-userinfo'
  | 'logout-token'
  | 'logout-response'
  | 'http'

/** Who has to notice; another client is one that registered what ours does without. */
export type Detector = 'relying-party' | 'resource-server' | 'another-client'

/** The words of a response type. */
export type ResponsePart = 'code' | 'id_token' | 'token'

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
  /** The parts that a response type must have, else the fault has nothing to spoil. */
  readonly needs?: readonly ResponsePart[]
  /** The parts beside which the fault is harmless, and has to be accepted. */
  readonly harmlessBeside?: readonly ResponsePart[]
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

/** A failure that a peer must survive and tell as what it is: an error response, an outage. */
export interface ReportedFault extends FaultRow {
  readonly verdict: 'report'
}

export type Fault = RejectedFault | AcceptedFault | ReportedFault
