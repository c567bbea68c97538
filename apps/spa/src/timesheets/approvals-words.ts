import { messages } from '../ui/language.ts'

const some = (count: number, one: string, many: string): string =>
  `${count} ${count === 1 ? one : many}`

export const english = {
  approvals: 'Approvals',
  approvalsLead: 'Entries of others that wait for your decision.',
  loadingApprovals: 'Loading the entries',
  allCaughtUp: 'All caught up',
  nothingWaits: 'Nothing waits for your approval.',
  toApprove: 'Entries to approve',
  chooseAll: 'Choose all',
  chooseOf: (what: string) => `Choose ${what}`,
  chosen: (count: number, hours: string) => `${some(count, 'entry', 'entries')}, ${hours} hours`,
  noneChosen: 'Choose entries to decide on several at once.',
  approve: 'Approve',
  approveOf: (what: string) => `Approve ${what}`,
  approveChosen: (count: number) => `Approve ${count}`,
  reject: 'Reject',
  rejectOf: (what: string) => `Reject ${what}`,
  rejectChosen: (count: number) => `Reject ${count}`,
  rejecting: (count: number) => `Reject ${some(count, 'entry', 'entries')}`,
  reason: 'Reason',
  decided: (count: number) => `Decided on ${some(count, 'entry', 'entries')}.`,
  undecided: (count: number) =>
    `${some(count, 'entry was', 'entries were')} not decided on: changed, decided or deleted by somebody else in the meantime, or your own.`,
  entryOf: (project: string, name: string, date: string) =>
    `${project}${name && ` of ${name}`} on ${date}`,
}

export const approvalsWords = messages(english, { de: () => import('./approvals-words.de.ts') })
