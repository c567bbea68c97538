import { messages } from '../ui/language.ts'

export const english = {
  eyebrow: 'ExampleCo · a reference app',
  headline: 'Log your hours. See how you logged in.',
  lead: 'Timesheets is a small product on top of a complete sign-in: a single-page app, an API and an OpenID Provider. Open the inspector, and every message, check and token of your own login is laid out in front of you.',
  openTimesheets: 'Open my timesheets',
  takeTour: 'Take the tour',
  flow: 'Flow:',
  demoUsers: 'Demo users',
  passwordOfEach: 'The password of each is',
  logInAs: (name: string) => `Log in as ${name}`,
  ownHours: 'Logs own hours',
  managerHours: 'Logs own hours and approves those of others',
  logOut: 'Log out',
  tour: 'Four stops',
  stop: (number: string) => `Stop ${number} of 4`,
  skip: 'Skip',
  next: 'Next',
  done: 'Done',
  stopApp: 'An app that knows no password',
  stopAppText:
    'Log in takes you to the identity provider, a server of its own. It asks for the password; this app gets signed tokens that say who you are and what you may do.',
  stopInspector: 'Every step, laid open',
  stopInspectorText:
    'The inspector draws your login as it happens: who sends what to whom, what each parameter is for, and which checks let it pass. It is one click away on every page.',
  stopFlows: 'Every flow, side by side',
  stopFlowsText:
    'In the flow lab you choose another way to log in, run it, and see what differs, and what the specifications say of it.',
  stopAttacks: 'Every attack, played',
  stopAttacksText:
    'In the attack lab the provider misbehaves on command, in a real login. You see which check refuses, and what no check can stop.',
  openInspector: 'Open the inspector',
  openFlows: 'To the flow lab',
  openAttacks: 'To the attack lab',
}

export const words = messages(english, { de: () => import('./words.de.ts') })
