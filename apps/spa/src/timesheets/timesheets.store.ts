import type { NewTimesheetEntry, TimesheetEntry } from '@frontchannel/contract'
import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watch } from 'vue'
import { useApi } from '../api/use-api.ts'
import { useSessionStore } from '../login/session.store.ts'
import { mondayOf, today } from './dates.ts'

export const useTimesheetsStore = defineStore('timesheets', () => {
  const api = useApi()
  const session = useSessionStore()
  const entries = shallowRef<readonly TimesheetEntry[]>([])
  const status = ref<'idle' | 'loading' | 'loaded'>('idle')
  /** Why the list could not be had. */
  const error = shallowRef<unknown>()

  const minutesThisWeek = computed(() => {
    const week = mondayOf(today(new Date()))
    return entries.value
      .filter(({ date }) => mondayOf(date) === week)
      .reduce((sum, { minutes }) => sum + minutes, 0)
  })

  const load = async (): Promise<void> => {
    // what is on the screen stays there while it is brought up to date
    if (status.value !== 'loaded') status.value = 'loading'
    error.value = undefined
    try {
      entries.value = sorted((await api.listTimesheets()).items)
      status.value = 'loaded'
    } catch (cause) {
      error.value = cause
      status.value = 'idle'
    }
  }

  const add = async (entry: NewTimesheetEntry): Promise<void> => {
    const created = await api.createTimesheet({ body: entry })
    entries.value = sorted([...entries.value, created])
  }

  const remove = async ({ id }: TimesheetEntry): Promise<void> => {
    await api.deleteTimesheet({ params: { id } })
    entries.value = entries.value.filter((entry) => entry.id !== id)
  }

  watch(
    () => session.hasSession,
    () => {
      entries.value = [] // the next session may be somebody else's
      status.value = 'idle'
      error.value = undefined
    },
  )

  return { entries, status, error, minutesThisWeek, load, add, remove }
})

/** Newest first; of one day, what was entered last first. */
function sorted(entries: readonly TimesheetEntry[]): TimesheetEntry[] {
  return entries.toSorted(
    (a, b) => b.date.localeCompare(a.date) || b.createdAt.localeCompare(a.createdAt),
  )
}
