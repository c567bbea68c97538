import type { TimesheetEntry } from '@frontchannel/contract'
import { ref, shallowRef, watch, type Ref, type ShallowRef } from 'vue'
import { useSessionStore } from '../login/session.store.ts'

export interface EntryList {
  readonly entries: ShallowRef<readonly TimesheetEntry[]>
  readonly status: Ref<'idle' | 'loading' | 'loaded'>
  /** Why the list could not be had. */
  readonly error: ShallowRef<unknown>
  readonly load: () => Promise<void>
  /** Takes an entry off the list, once the API has done so. */
  readonly drop: (id: string) => void
}

/** Entries as one session may see them: forgotten when it ends. */
export function useEntryList(fetchEntries: () => Promise<readonly TimesheetEntry[]>): EntryList {
  const session = useSessionStore()
  const entries = shallowRef<readonly TimesheetEntry[]>([])
  const status = ref<'idle' | 'loading' | 'loaded'>('idle')
  const error = shallowRef<unknown>()

  const load = async (): Promise<void> => {
    // what is on the screen stays there while it is brought up to date
    if (status.value !== 'loaded') status.value = 'loading'
    error.value = undefined
    try {
      entries.value = await fetchEntries()
      status.value = 'loaded'
    } catch (cause) {
      error.value = cause
      status.value = 'idle'
    }
  }

  const drop = (id: string): void => {
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

  return { entries, status, error, load, drop }
}
