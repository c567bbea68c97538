import type { english } from './shell-words.ts'
import type { Translated } from './ui/language.ts'

const german: Translated<typeof english> = {
  skip: 'Zum Inhalt springen',
  main: 'Hauptnavigation',
  timesheets: 'Zeiten',
  approvals: 'Genehmigungen',
  profile: 'Profil',
  labs: 'Labore',
  inspector: 'Inspektor',
  loggingOut: 'Sie werden abgemeldet…',
  footer: 'frontchannel, eine Referenz-App. ExampleCo gibt es nur in Beispielen.',
  theme: 'Farben',
  system: 'System',
  light: 'Hell',
  dark: 'Dunkel',
  offline:
    'Sie sind offline. Was Sie sehen, kann alt sein, und nichts wird gesichert, bis Sie zurück sind.',
}

export default german
