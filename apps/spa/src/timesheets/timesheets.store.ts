import type { NewTimesheetEntry, TimesheetEntry } from '@frontchannel/contract'
import { defineStore } from 'pinia'
import { computed } from 'vue'
import { useApi } from '../api/use-api.ts'
import { mondayOf, today } from './dates.ts'
import { useEntryList } from './entry-list.ts'

export const useTimesheetsStore = defineStore('timesheets', () => {
  const api = useApi()
  const { entries, status, error, load, drop } = useEntryList(async () =>
    sorted((await api.listTimesheets()).items),
  )

  const minutesThisWeek = computed(() => {
    const week = mondayOf(today(new Date()))
    return entries.value
      .filter(({ date }) => mondayOf(date) === week)
      .reduce((sum, { minutes }) => sum + minutes, 0)
  })

  const add = async (entry: NewTimesheetEntry): Promise<void> => {
    const created = await api.createTimesheet({ body: entry })
    entries.value = sorted([...entries.value, created])
  }

  const remove = async ({ id }: TimesheetEntry): Promise<void> => {
    await api.deleteTimesheet({ params: { id } })
    drop(id)
  }

  return { entries, status, error, minutesThisWeek, load, add, remove }
})

/** Newest first; of one day, what was entered last first. */
function sorted(entries: readonly TimesheetEntry[]): TimesheetEntry[] {
  return entries.toSorted(
    (a, b) => b.date.localeCompare(a.date) || b.createdAt.localeCompare(a.createdAt),
  )
}
