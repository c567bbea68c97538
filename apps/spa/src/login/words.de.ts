import type { Translated } from '../ui/language.ts'
import type { english } from './words.ts'

const german: Translated<typeof english> = {
  eyebrow: 'ExampleCo · eine Referenz-App',
  headline: 'Zeiten buchen. Sehen, wie die Anmeldung geht.',
  lead: 'Timesheets ist ein kleines Produkt auf einer vollständigen Anmeldung: eine Single-Page-App, eine API und ein OpenID Provider. Öffnen Sie den Inspektor, und jede Nachricht, jede Prüfung und jedes Token Ihrer eigenen Anmeldung liegt vor Ihnen.',
  openTimesheets: 'Zu meinen Zeiten',
  takeTour: 'Rundgang',
  flow: 'Ablauf:',
  demoUsers: 'Demo-Personen',
  passwordOfEach: 'Das Passwort ist bei allen',
  logInAs: (name) => `Als ${name} anmelden`,
  ownHours: 'Bucht eigene Zeiten',
  managerHours: 'Bucht eigene Zeiten und genehmigt die anderer',
  logOut: 'Abmelden',
  tour: 'Vier Stationen',
  stop: (number) => `Station ${number} von 4`,
  skip: 'Überspringen',
  next: 'Weiter',
  done: 'Fertig',
  stopApp: 'Eine App, die kein Passwort kennt',
  stopAppText:
    'Die Anmeldung führt zum Identitätsanbieter, einem eigenen Server. Er fragt nach dem Passwort; diese App bekommt signierte Token, die sagen, wer Sie sind und was Sie dürfen.',
  stopInspector: 'Jeder Schritt liegt offen',
  stopInspectorText:
    'Der Inspektor zeichnet Ihre Anmeldung, während sie geschieht: wer wem was schickt, wozu jeder Parameter da ist und welche Prüfungen ihn durchließen. Er ist auf jeder Seite einen Klick entfernt.',
  stopFlows: 'Jeder Ablauf, nebeneinander',
  stopFlowsText:
    'Im Labor der Abläufe wählen Sie eine andere Art der Anmeldung, führen sie aus und sehen, was sich unterscheidet und was die Spezifikationen dazu sagen.',
  stopAttacks: 'Jeder Angriff, gespielt',
  stopAttacksText:
    'Im Labor der Angriffe verhält sich der Anbieter auf Befehl falsch, in einer echten Anmeldung. Sie sehen, welche Prüfung ablehnt und was keine Prüfung aufhält.',
  openInspector: 'Inspektor öffnen',
  openFlows: 'Zu den Abläufen',
  openAttacks: 'Zu den Angriffen',
}

export default german
