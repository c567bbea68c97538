import type { FaultId } from '@frontchannel/conformance/faults'
import { z } from 'zod'
import { isFaultId } from '../faults/armed-faults.ts'

/** The id of a fault in the catalogue. */
export const faultId = z.custom<FaultId>((value) => typeof value === 'string' && isFaultId(value), {
  error: ({ input }) => `no such fault: ${String(input)}`,
})
