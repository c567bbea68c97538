import type { TimesheetEntry } from '@frontchannel/contract'
import { ref, shallowRef, watch, type Ref, type ShallowRef } from 'vue'
import { useSessionStore } from '../login/session.store.ts'

export interface EntryList {
  readonly entries: ShallowRef<readonly TimesheetEntry[]>
  readonly status: Ref<'idle' | 'loading' | 'loaded'>
  /** Why the list could not be had. */
  readonly error: ShallowRef<unknown>
  readonly load: () => Promise<void>
  /** Shows entries that are no longer what is asked for as not there yet. */
  readonly expectOthers: () => void
  /**
   * Shows a change at once, then lets the API do it. If the API refuses, the entries that the
   * change was about are as they were, and the refusal is thrown.
   */
  readonly change: <Answer>(
    entries: readonly TimesheetEntry[],
    shown: (entry: TimesheetEntry) => TimesheetEntry | undefined,
    send: () => Promise<Answer>,
  ) => Promise<Answer>
}

type FetchEntries = () => Promise<readonly TimesheetEntry[]>

/** Entries as one session may see them: forgotten when it ends. */
export function useEntryList(fetchEntries: FetchEntries): EntryList {
  const session = useSessionStore()
  const list = createEntryList(fetchEntries)
  // the next session may be somebody else's
  watch(() => session.hasSession, list.expectOthers)
  return list
}

export function createEntryList(fetchEntries: FetchEntries): EntryList {
  const entries = shallowRef<readonly TimesheetEntry[]>([])
  const status = ref<'idle' | 'loading' | 'loaded'>('idle')
  const error = shallowRef<unknown>()
  let latest = 0

  const load = async (): Promise<void> => {
    const mine = ++latest // an answer that another question overtook is not shown
    // what is on the screen stays there while it is brought up to date
    if (status.value !== 'loaded') status.value = 'loading'
    error.value = undefined
    try {
      const fetched = await fetchEntries()
      if (mine !== latest) return
      entries.value = fetched
      status.value = 'loaded'
    } catch (cause) {
      if (mine !== latest) return
      error.value = cause
      status.value = 'idle'
    }
  }

  const expectOthers = (): void => {
    latest += 1
    entries.value = []
    status.value = 'idle'
    error.value = undefined
  }

  const change: EntryList['change'] = async (changing, shown, send) => {
    const before = new Map(changing.map((entry) => [entry.id, entry]))
    const at = new Map(entries.value.map(({ id }, index) => [id, index]))
    entries.value = entries.value.flatMap((entry) =>
      before.has(entry.id) ? (shown(entry) ?? []) : entry,
    )
    try {
      return await send()
    } catch (cause) {
      const others = entries.value.filter(({ id }) => !before.has(id))
      const back = changing.filter(({ id }) => at.has(id)) // or the week is another one by now
      entries.value = [...others, ...back].sort(
        (a, b) => (at.get(a.id) ?? Infinity) - (at.get(b.id) ?? Infinity),
      )
      throw cause
    }
  }

  return { entries, status, error, load, expectOthers, change }
}
