import type { RequirementId } from '../requirements/index.ts'
import type { Detector, ResponsePart, TamperPoint } from './fault.ts'

interface Remarks {
  readonly oidf?: string
  readonly needs?: readonly ResponsePart[]
  readonly harmlessBeside?: readonly ResponsePart[]
}

/**
 * Writes the rows of one tamper point. An id begins with the point, so a row in the wrong file
 * does not compile.
 */
export function rowsOf<const Point extends TamperPoint>(tampersWith: Point, by: Detector) {
  return {
    /** Must be refused, by the named check. */
    reject: <const Id extends `${Point}.${string}`>(
      id: Id,
      check: string,
      breaks: RequirementId,
      title: string,
      remarks: Remarks = {},
    ) => ({ id, tampersWith, title, breaks, verdict: 'reject', by, check, ...remarks }) as const,

    /** Must be accepted, odd as it is. */
    accept: <const Id extends `${Point}.${string}`>(
      id: Id,
      breaks: RequirementId,
      title: string,
      remarks: Remarks = {},
    ) => ({ id, tampersWith, title, breaks, verdict: 'accept', by, ...remarks }) as const,

    /** Must be told to whoever waits for an answer. */
    report: <const Id extends `${Point}.${string}`>(
      id: Id,
      breaks: RequirementId,
      title: string,
      remarks: Remarks = {},
    ) => ({ id, tampersWith, title, breaks, verdict: 'report', by, ...remarks }) as const,
  }
}
