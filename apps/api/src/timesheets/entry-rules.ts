import { entityTag, type Precondition, type TimesheetStatus } from '@frontchannel/contract'
import { ProblemException } from '@frontchannel/contract/nest'

export interface Versioned {
  readonly version: number
}

export interface Judged extends Versioned {
  readonly status: TimesheetStatus
  readonly rejectionReason: string | null
}

/** What is not there and what is somebody else's look the same: nobody learns which ids exist. */
export function checkFound<Row>(entry: Row | undefined): asserts entry is Row & object {
  if (entry === undefined) throw new ProblemException('not_found')
}

/** A change is of the version that its author saw (R52). */
export function checkVersion(entry: Versioned, seen: Precondition | undefined): void {
  if (seen === undefined || seen === 'any' || seen.includes(entry.version)) return
  throw new ProblemException('precondition_failed', {
    detail: `The entry is at version ${entry.version}.`,
    headers: { etag: entityTag(entry) },
  })
}

/** An approved entry stays as it is: somebody was, or will be, paid for it. */
export function checkOpen({ status }: Pick<Judged, 'status'>): void {
  if (status === 'approved') throw stateConflict(status)
}

export type Decision =
  | { readonly decision: 'approved'; readonly reason?: undefined }
  | { readonly decision: 'rejected'; readonly reason: string }

/**
 * Whether a manager may decide so on an entry: `done` where it is decided so already, for the
 * answer to the first request may have got lost.
 *
 * @param isOwn whether the entry is the manager's own: on that, somebody else decides
 */
export function judgeDecision(
  entry: Judged & { readonly isOwn: boolean },
  { decision, reason }: Decision,
  seen: Precondition | undefined,
): 'decide' | 'done' {
  if (entry.isOwn) throw new ProblemException('own_entry')
  if (entry.status === 'draft') throw new ProblemException('not_found')
  if (entry.status === decision && (entry.rejectionReason ?? undefined) === reason) return 'done'
  checkVersion(entry, seen)
  if (entry.status !== 'submitted') throw stateConflict(entry.status)
  return 'decide'
}

function stateConflict(status: TimesheetStatus): ProblemException {
  return new ProblemException('conflict', { detail: `The entry is ${status}.` })
}
