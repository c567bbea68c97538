/** What a client may ask for, as rows; the API defines them and the provider grants them. */
export const scopes = {
  'read:timesheets': { description: 'Read your timesheets' },
  'create:timesheets': { description: 'Add entries to your timesheets, and change them' },
  'delete:timesheets': { description: 'Delete entries from your timesheets' },
  'approve:timesheets': { description: 'Approve the timesheets of others' },
  'batch:upload': { description: 'Upload the timesheets of others in bulk' },
} as const satisfies Record<string, { description: string }>

export type Scope = keyof typeof scopes
