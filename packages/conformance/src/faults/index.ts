import { authorizationResponseFaults } from './authorization-response.ts'
import { idTokenFaults } from './id-token.ts'
import type { TamperPoint } from './fault.ts'
import { userinfoFaults } from './userinfo.ts'

/** The catalogue: every fault that the mock IdP can be told to commit. */
export const faults = [...authorizationResponseFaults, ...idTokenFaults, ...userinfoFaults] as const

export type FaultId = (typeof faults)[number]['id']

/** The faults that tamper with one thing: the keys of its table of injectors. */
export type FaultIdOf<Point extends TamperPoint> = Extract<
  (typeof faults)[number],
  { tampersWith: Point }
>['id']

export type { AcceptedFault, Detector, Fault, RejectedFault, TamperPoint } from './fault.ts'
