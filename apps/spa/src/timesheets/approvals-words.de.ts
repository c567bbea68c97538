import type { Translated } from '../ui/language.ts'
import type { english } from './approvals-words.ts'

const some = (count: number, one: string, many: string): string =>
  `${count} ${count === 1 ? one : many}`

const german: Translated<typeof english> = {
  approvals: 'Genehmigungen',
  approvalsLead: 'Einträge anderer, die auf Ihre Entscheidung warten.',
  loadingApprovals: 'Einträge werden geladen',
  allCaughtUp: 'Alles erledigt',
  nothingWaits: 'Nichts wartet auf Ihre Genehmigung.',
  toApprove: 'Einträge zum Genehmigen',
  chooseAll: 'Alle wählen',
  chooseOf: (what) => `${what} wählen`,
  chosen: (count, hours) => `${some(count, 'Eintrag', 'Einträge')}, ${hours} Stunden`,
  noneChosen: 'Wählen Sie Einträge, um über mehrere zugleich zu entscheiden.',
  approve: 'Genehmigen',
  approveOf: (what) => `${what} genehmigen`,
  approveChosen: (count) => `${count} genehmigen`,
  reject: 'Ablehnen',
  rejectOf: (what) => `${what} ablehnen`,
  rejectChosen: (count) => `${count} ablehnen`,
  rejecting: (count) => `${some(count, 'Eintrag', 'Einträge')} ablehnen`,
  reason: 'Grund',
  decided: (count) => `Über ${some(count, 'Eintrag', 'Einträge')} entschieden.`,
  undecided: (count) =>
    `Über ${some(count, 'Eintrag', 'Einträge')} wurde nicht entschieden: inzwischen geändert, entschieden oder gelöscht, oder Ihr eigener.`,
  entryOf: (project, name, date) => `${project}${name && ` von ${name}`} am ${date}`,
}

export default german
