import type { TimesheetEntry } from '@frontchannel/contract'
import { defineStore } from 'pinia'
import { ref, shallowRef, watch } from 'vue'
import { useApi } from '../api/use-api.ts'
import { useSessionStore } from '../login/session.store.ts'

export const useApprovalsStore = defineStore('approvals', () => {
  const api = useApi()
  const session = useSessionStore()
  const entries = shallowRef<readonly TimesheetEntry[]>([])
  const status = ref<'idle' | 'loading' | 'loaded'>('idle')
  const error = shallowRef<unknown>()

  const load = async (): Promise<void> => {
    // what is on the screen stays there while it is brought up to date
    if (status.value !== 'loaded') status.value = 'loading'
    error.value = undefined
    try {
      entries.value = (await api.listApprovals()).items
      status.value = 'loaded'
    } catch (cause) {
      error.value = cause
      status.value = 'idle'
    }
  }

  const approve = async ({ id }: TimesheetEntry): Promise<void> => {
    await api.approveTimesheet({ params: { id } })
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

  return { entries, status, error, load, approve }
})
