import type { FaultId, FaultIdOf, TamperPoint } from '@frontchannel/conformance/faults'
import type { Provider } from '../provider.ts'
import type { Grant } from '../stores/grants.ts'
import { tamperPointOf } from './armed-faults.ts'
import type { FaultContext } from './armed-faults.ts'

/** Spoils a subject in place. */
export type Injector<Subject> = (subject: Subject, provider: Provider) => void | Promise<void>

/** One injector for each fault of a tamper point: a row in the catalogue without one does not compile. */
export type Injectors<Point extends TamperPoint, Subject> = Readonly<
  Record<FaultIdOf<Point>, Injector<Subject>>
>

/** The faults of one request: those it asked for, what it is, and what was committed so far. */
export interface FaultOrder extends FaultContext {
  readonly requested: readonly FaultId[]
  /** The `faults` of the log entry. */
  readonly committed: string[]
}

/** The faults of what is given for a grant: those of the request that it came from. */
export const faultOrderOf = (
  { faults, clientId, responseType, prompt }: Grant,
  committed: string[],
): FaultOrder => ({ requested: faults, committed, clientId, responseType, prompt })

/**
 * Commits the faults of one tamper point: those that the request asked for, then those armed for
 * the tenant.
 */
export async function inject<Point extends TamperPoint, Subject>(
  point: Point,
  injectors: Injectors<Point, Subject>,
  subject: Subject,
  provider: Provider,
  order: FaultOrder,
): Promise<void> {
  const requested = order.requested.filter((id) => tamperPointOf(id) === point)
  const armed = provider.armedFaults.strike(point, order)
  for (const id of new Set([...requested, ...armed])) {
    const injector: Injector<Subject> = injectors[id as FaultIdOf<Point>]
    await injector(subject, provider)
    order.committed.push(id)
  }
}
