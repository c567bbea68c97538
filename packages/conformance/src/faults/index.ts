import { accessTokenAlgorithmFaults } from './access-token/algorithm.ts'
import { accessTokenHeaderFaults } from './access-token/header.ts'
import { accessTokenPartyFaults } from './access-token/parties.ts'
import { accessTokenScopeFaults } from './access-token/scopes.ts'
import { accessTokenShapeFaults } from './access-token/shape.ts'
import { accessTokenTimeFaults } from './access-token/times.ts'
import { authorizationErrorFaults } from './authorization-error.ts'
import { authorizationResponseFaults } from './authorization-response.ts'
import type { TamperPoint } from './fault.ts'
import { httpFaults } from './http.ts'
import { idTokenClaimFaults } from './id-token/claims.ts'
import { idTokenSignatureFaults } from './id-token/signature.ts'
import { jwksFaults } from './jwks.ts'
import { logoutResponseFaults, logoutTokenFaults } from './logout.ts'
import { providerMetadataFaults } from './provider-metadata.ts'
import { signedUserinfoFaults } from './signed-userinfo.ts'
import { silentAnswerFaults } from './silent-answer.ts'
import { tokenResponseFaults } from './token-response.ts'
import { userinfoFaults } from './userinfo.ts'

/** The catalogue: every fault that the mock IdP can be told to commit. */
export const faults = [
  ...providerMetadataFaults,
  ...jwksFaults,
  ...authorizationResponseFaults,
  ...authorizationErrorFaults,
  ...silentAnswerFaults,
  ...idTokenClaimFaults,
  ...idTokenSignatureFaults,
  ...tokenResponseFaults,
  ...userinfoFaults,
  ...signedUserinfoFaults,
  ...logoutTokenFaults,
  ...logoutResponseFaults,
  ...httpFaults,
  ...accessTokenShapeFaults,
  ...accessTokenAlgorithmFaults,
  ...accessTokenHeaderFaults,
  ...accessTokenTimeFaults,
  ...accessTokenPartyFaults,
  ...accessTokenScopeFaults,
] as const

export type FaultId = (typeof faults)[number]['id']

/** The faults that tamper with one thing: the keys of its table of injectors. */
export type FaultIdOf<Point extends TamperPoint> = Extract<
  (typeof faults)[number],
  { tampersWith: Point }
>['id']

export type { HttpBehaviour } from './http.ts'
export type {
  AcceptedFault,
  Detector,
  Fault,
  RejectedFault,
  ReportedFault,
  ResponsePart,
  TamperPoint,
} from './fault.ts'
