import type { TimesheetEntry } from '@frontchannel/contract'
import { defineStore } from 'pinia'
import { useApi } from '../api/use-api.ts'
import { useEntryList } from './entry-list.ts'

export const useApprovalsStore = defineStore('approvals', () => {
  const api = useApi()
  const { entries, status, error, load, drop } = useEntryList(
    async () => (await api.listApprovals()).items,
  )

  const approve = async ({ id }: TimesheetEntry): Promise<void> => {
    await api.approveTimesheet({ params: { id } })
    drop(id)
  }

  return { entries, status, error, load, approve }
})
