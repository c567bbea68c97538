/** What a client may ask for, as rows; the API defines them and the provider grants them. */
export const scopes = {
  'read:timesheets': { description: 'Read your timesheets' },
  'create:timesheets': { description: 'Add entries to your timesheets' },
  'delete:timesheets': { description: 'Delete entries from your timesheets' },
  'approve:timesheets': { description: 'Approve the timesheets of others' },
} as const satisfies Record<string, { description: string }>

export type Scope = keyof typeof scopes
