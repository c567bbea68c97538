import type { Texts } from './texts.ts'

export const de: Texts = {
  logIn: 'Anmelden',
  toContinueTo: 'weiter zu',
  email: 'E-Mail',
  password: 'Passwort',
  continue: 'Weiter',
  cancel: 'Abbrechen',
  demoUsers: 'Demo-Benutzer',
  wrongPassword: 'E-Mail oder Passwort ist falsch. Bitte beides prüfen und erneut versuchen.',
  blocked: 'Dieses Konto ist gesperrt.',
  allowAccess: 'Zugriff erlauben?',
  asksForAccess: 'bittet um Zugriff auf das Konto von',
  nothingElse: 'Die Anwendung erfährt, wer sich angemeldet hat, und sonst nichts.',
  yourAccount: 'Ihr Konto',
  allow: 'Erlauben',
  deny: 'Ablehnen',
  chooseAccount: 'Konto auswählen',
  anotherAccount: 'Anderes Konto verwenden',
  logOut: 'Abmelden',
  logOutQuestion: 'Abmelden?',
  loggedInAs: 'Sie sind angemeldet als',
}
