import { faults } from '@frontchannel/conformance/faults'
import type { FaultId, FaultIdOf, TamperPoint } from '@frontchannel/conformance/faults'

/** The faults of one tamper point, for a test each. */
export function rowsOf<Point extends TamperPoint>(
  point: Point,
): readonly { readonly id: FaultIdOf<Point>; readonly verdict: string }[] {
  return faults.filter((row) => row.tampersWith === point) as never
}

/** Arms one fault of the main tenant, always. */
export const always = (id: FaultId): { faults: { id: FaultId }[] } => ({ faults: [{ id }] })
