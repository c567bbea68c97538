import type { Translated } from '../ui/language.ts'
import type { english } from './words.en.ts'

const some = (count: number, one: string, many: string): string =>
  `${count} ${count === 1 ? one : many}`

const german: Translated<typeof english> = {
  myTimesheets: 'Meine Zeiten',
  myTimesheetsLead: 'Woran Sie gearbeitet haben und wie lange.',
  week: (number, days) => `Woche ${number} · ${days}`,
  previousWeek: 'Vorige Woche',
  nextWeek: 'Nächste Woche',
  thisWeek: 'Diese Woche',
  hours: 'Stunden',
  hour: 'Std.',
  hoursOn: (hours, day) => `${day}: ${hours} Stunden. An diesem Tag buchen`,
  exportCsv: 'Als CSV sichern',
  exported: (file) => `${file} gesichert.`,

  addAnEntry: 'Eintrag anlegen',
  date: 'Datum',
  project: 'Projekt',
  hoursField: 'Stunden',
  note: 'Notiz',
  addEntry: 'Eintragen',
  keepAsDraft: 'Als Entwurf behalten',
  shortcut:
    'Alt + N führt von überall hierher; Enter trägt ein und bleibt für den nächsten Eintrag.',
  notKept:
    'Dieser Browser behält nichts für diese Seite: notieren Sie das Getippte, bevor Sie sich anmelden.',
  chooseADay: 'Wählen Sie einen Tag.',
  nameTheProject: 'Nennen Sie das Projekt.',
  atMost: (count) => `Höchstens ${count} Zeichen.`,
  hoursHint: 'Bis zu 24 Stunden, in ganzen Minuten: 7,5 oder 7:30.',
  reasonHint: 'Sagen Sie, warum: mehr bekommt die andere Seite nicht zu lesen.',
  added: (hours, project) => `${hours} Stunden auf ${project} eingetragen.`,
  notAdded: 'Der Eintrag wurde nicht angelegt. Das Getippte steht wieder im Formular.',
  takenBack: 'Das hat nicht geklappt und wurde zurückgenommen.',

  entries: 'Einträge',
  loading: 'Ihre Zeiten werden geladen',
  noEntries: 'Noch keine Einträge',
  noEntriesText: 'Legen Sie oben den ersten dieser Woche an: heute ist ein guter Anfang.',
  employee: 'Person',
  status: 'Stand',
  action: 'Aktion',
  choose: 'Wählen',
  saving: 'Wird gesichert…',
  draft: 'Entwurf',
  submitted: 'Eingereicht',
  approved: 'Genehmigt',
  rejected: 'Abgelehnt',
  edit: 'Ändern',
  editOf: (project, date) => `${project} am ${date} ändern`,
  editEntry: 'Eintrag ändern',
  save: 'Sichern',
  cancel: 'Abbrechen',
  changed: (project) => `${project} gesichert.`,
  submit: 'Einreichen',
  submitOf: (project, date) => `${project} am ${date} einreichen`,
  submittedNow: (project) => `${project} eingereicht.`,
  deleteOf: (project, date) => `${project} am ${date} löschen`,
  deleted: (project, date) => `${project} am ${date} gelöscht.`,
  because: (reason) => `Abgelehnt: ${reason}`,

  overview: 'Über die Wochen',
  overviewText: (hours, count) => `${hours} Stunden in ${some(count, 'Eintrag', 'Einträgen')}.`,
  allProjects: 'Alle Projekte',
  weekWith: (week, hours) => `Woche ${week}: ${hours} Stunden`,
  weekShare: (week, share, hours) => `Woche ${week}: ${share} von ${hours} Stunden`,
}

export default german
