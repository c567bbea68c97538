import type { FaultId, FaultIdOf, TamperPoint } from '@frontchannel/conformance/faults'
import type { Provider } from '../provider.ts'
import { tamperPointOf } from './armed-faults.ts'
import type { FaultContext } from './armed-faults.ts'

/** Spoils a subject in place. */
export type Injector<Subject> = (subject: Subject, provider: Provider) => void | Promise<void>

/** One injector for each fault of a tamper point: a row in the catalogue without one does not compile. */
export type Injectors<Point extends TamperPoint, Subject> = Readonly<
  Record<FaultIdOf<Point>, Injector<Subject>>
>

export interface Injection extends FaultContext {
  /** The faults that the authorization request asked for. */
  readonly requested: readonly FaultId[]
}

/**
 * Commits the faults of one tamper point: those that the request asked for, then those armed for
 * the tenant. Returns the ids of what it committed, for the log.
 */
export async function inject<Point extends TamperPoint, Subject>(
  point: Point,
  injectors: Injectors<Point, Subject>,
  subject: Subject,
  provider: Provider,
  { requested, ...context }: Injection,
): Promise<readonly FaultId[]> {
  const wanted = requested.filter((id) => tamperPointOf(id) === point)
  const committed = [...new Set([...wanted, ...provider.armedFaults.strike(point, context)])]
  for (const id of committed) {
    const injector: Injector<Subject> = injectors[id as FaultIdOf<Point>]
    await injector(subject, provider)
  }
  return committed
}
