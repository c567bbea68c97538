import { faults } from '@frontchannel/conformance/faults'
import type { FaultId, TamperPoint } from '@frontchannel/conformance/faults'

/** What is known where a fault may strike; a fault can be limited to some of it. */
export interface FaultContext {
  readonly clientId?: string | undefined
  readonly responseType?: string | undefined
  readonly prompt?: string | undefined
}

export interface ArmedFault {
  readonly id: FaultId
  /** How often it strikes; undefined: always. */
  readonly times?: number | undefined
  /** All that it names must be equal. */
  readonly when?: FaultContext | undefined
}

/** The faults of one tenant that strike whatever the authorization request says. */
export interface ArmedFaults {
  readonly arm: (faults: readonly ArmedFault[]) => void
  readonly list: () => readonly ArmedFault[]
  /** The armed faults for a tamper point, each counted as having struck once. */
  readonly strike: (
    point: TamperPoint,
    context: FaultContext,
    isMeant?: (id: FaultId) => boolean,
  ) => readonly FaultId[]
}

const pointOf: ReadonlyMap<string, TamperPoint> = new Map(
  faults.map(({ id, tampersWith }) => [id, tampersWith]),
)

/** True for the id of a fault in the catalogue. */
export const isFaultId = (id: string): id is FaultId => pointOf.has(id)

export const tamperPointOf = (id: FaultId): TamperPoint | undefined => pointOf.get(id)

/** No authorization request comes before these: metadata, keys and logout. */
const tenantOnly: readonly TamperPoint[] = [
  'provider-metadata',
  'jwks',
  'http',
  'logout-token',
  'logout-response',
]

/** True if an authorization request can ask for the fault. */
export const canBeRequested = (id: FaultId): boolean => {
  const point = tamperPointOf(id)
  return point !== undefined && !tenantOnly.includes(point)
}

/** A key set without kid makes sense only with tokens that name none. */
const companionOf: Partial<Record<FaultId, FaultId>> = {
  'jwks.kid.missing': 'id-token.kid.missing',
  'jwks.kid.missing-many': 'id-token.kid.missing',
}

export function createArmedFaults(): ArmedFaults {
  let armed: readonly (ArmedFault & { struck: number })[] = []
  return {
    arm(next) {
      const companions = next.flatMap((fault) => {
        const id = companionOf[fault.id]
        return id === undefined ? [] : [{ ...fault, id }]
      })
      armed = [...next, ...companions].map((fault) => ({ ...fault, struck: 0 }))
    },
    list: () => armed.map(({ id, times, when }) => ({ id, times, when })),
    strike(point, context, isMeant = () => true) {
      const striking = armed.filter(
        ({ id, times = Infinity, struck, when }) =>
          tamperPointOf(id) === point && isMeant(id) && struck < times && matches(when, context),
      )
      striking.forEach((fault) => (fault.struck += 1))
      return striking.map(({ id }) => id)
    },
  }
}

const matches = (when: FaultContext | undefined, context: FaultContext): boolean =>
  Object.entries(when ?? {}).every(
    ([name, value]) => value === undefined || context[name as keyof FaultContext] === value,
  )
