import { entityTag, mostItems, type TimesheetEntry } from '@frontchannel/contract'
import { defineStore } from 'pinia'
import { useApi } from '../api/use-api.ts'
import { allPages } from './all-pages.ts'
import { useEntryList } from './entry-list.ts'

export type Decision =
  { readonly decision: 'approved' } | { readonly decision: 'rejected'; readonly reason: string }

export const useApprovalsStore = defineStore('approvals', () => {
  const api = useApi()
  const { entries, status, error, load, change } = useEntryList(() =>
    allPages((page) => api.listApprovals({ query: page })),
  )

  /** Decides on what is on the screen: an entry that changed since then is left undecided. */
  const decideOne = async (entry: TimesheetEntry, made: Decision): Promise<void> => {
    const call = { params: { id: entry.id }, headers: { 'if-match': entityTag(entry) } }
    await change([entry], gone, () =>
      made.decision === 'approved'
        ? api.approveTimesheet(call)
        : api.rejectTimesheet({ ...call, body: { reason: made.reason } }),
    )
  }

  /** Decides on each for itself. Returns those that were left undecided, for the list to show. */
  const decideMany = async (
    chosen: readonly TimesheetEntry[],
    made: Decision,
  ): Promise<readonly TimesheetEntry[]> => {
    const undecided: TimesheetEntry[] = []
    for (let from = 0; from < chosen.length; from += mostItems) {
      const part = chosen.slice(from, from + mostItems)
      const decisions = part.map(({ id, version }) => ({ ...made, id, version }))
      const { items } = await change(part, gone, () =>
        api.decideTimesheets({ body: { decisions } }),
      )
      const failed = new Set(items.flatMap(({ id, problem }) => (problem ? [id] : [])))
      undecided.push(...part.filter(({ id }) => failed.has(id)))
    }
    if (undecided.length > 0) await load() // as they are now, not as they were
    return undecided
  }

  return { entries, status, error, load, decideOne, decideMany }
})

const gone = (): undefined => undefined
