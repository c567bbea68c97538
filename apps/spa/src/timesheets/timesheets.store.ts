import {
  entityTag,
  weekOf,
  type NewTimesheetEntry,
  type TimesheetChanges,
  type TimesheetEntry,
} from '@frontchannel/contract'
import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import { useApi } from '../api/use-api.ts'
import { allPages } from './all-pages.ts'
import { today } from './dates.ts'
import { useEntryList } from './entry-list.ts'

const unsaved = 'unsaved:'

/** Whether an entry is on its way to the API, so that nothing can be done with it yet. */
export const isUnsaved = ({ id }: TimesheetEntry): boolean => id.startsWith(unsaved)

export const useTimesheetsStore = defineStore('timesheets', () => {
  const api = useApi()
  const week = ref(weekOf(today(new Date())))
  /** Counts what changed here, for whoever shows sums of the API. */
  const changes = ref(0)
  const { entries, status, error, load, expectOthers, change } = useEntryList(async () =>
    sorted(await allPages((page) => api.listTimesheets({ query: { week: week.value, ...page } }))),
  )
  const minutes = computed(() => entries.value.reduce((sum, entry) => sum + entry.minutes, 0))

  const show = async (wanted: string): Promise<void> => {
    if (wanted !== week.value) expectOthers()
    week.value = wanted
    await load()
  }

  const put = (entry: TimesheetEntry, inPlaceOf = entry.id): void => {
    const others = entries.value.filter(({ id }) => id !== inPlaceOf && id !== entry.id)
    // an entry that was moved to another week is not of this list any more
    entries.value = sorted(weekOf(entry.date) === week.value ? [...others, entry] : others)
    changes.value += 1
  }

  let added = 0
  const add = async (entry: NewTimesheetEntry): Promise<void> => {
    const at = new Date().toISOString()
    const shown: TimesheetEntry = {
      ...entry,
      ...{ version: 1, createdAt: at, updatedAt: at },
      status: entry.status ?? 'submitted',
      id: `${unsaved}${(added += 1)}`,
    }
    put(shown)
    try {
      put(await api.createTimesheet({ body: entry }), shown.id)
      // a list that was asked for before may lack it
      if (status.value === 'loading') await load()
    } catch (cause) {
      entries.value = entries.value.filter(({ id }) => id !== shown.id)
      throw cause
    }
  }

  const edit = async (entry: TimesheetEntry, changed: TimesheetChanges): Promise<void> => {
    const send = () =>
      api.changeTimesheet({
        params: { id: entry.id },
        headers: { 'if-match': entityTag(entry) },
        body: changed,
      })
    put(await change([entry], (shown) => ({ ...shown, ...changed }) as TimesheetEntry, send))
  }

  const submit = async (entry: TimesheetEntry): Promise<void> => {
    const send = () => api.submitTimesheet({ params: { id: entry.id } })
    put(await change([entry], (shown) => ({ ...shown, status: 'submitted' }), send))
  }

  const remove = async (entry: TimesheetEntry): Promise<void> => {
    const send = () => api.deleteTimesheet({ params: { id: entry.id } })
    await change([entry], () => undefined, send)
    changes.value += 1
  }

  const csv = (): Promise<string> => api.exportTimesheets({ query: { week: week.value } })
  const projects = async (): Promise<string[]> =>
    (await allPages((page) => api.listProjects({ query: page }))).map(({ name }) => name)
  const totals = (project?: string) =>
    api.totalTimesheets({ query: project === undefined ? {} : { project } })

  return {
    ...{ week, entries, minutes, status, error, changes },
    ...{ load, show, add, edit, submit, remove, csv, projects, totals },
  }
})

/** Newest first; of one day, what was entered last first. */
function sorted(entries: readonly TimesheetEntry[]): TimesheetEntry[] {
  return entries.toSorted(
    (a, b) => b.date.localeCompare(a.date) || b.createdAt.localeCompare(a.createdAt),
  )
}
