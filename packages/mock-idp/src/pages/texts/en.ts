import type { Texts } from './texts.ts'

export const en: Texts = {
  logIn: 'Log in',
  toContinueTo: 'to continue to',
  email: 'Email',
  password: 'Password',
  continue: 'Continue',
  cancel: 'Cancel',
  demoUsers: 'Demo users',
  wrongPassword: 'Wrong email or password. Check both and try again.',
  blocked: 'This account is blocked.',
  allowAccess: 'Allow access?',
  asksForAccess: 'asks for access to the account of',
  nothingElse: 'It will learn that it is you who logged in, and nothing else.',
  yourAccount: 'Your account',
  allow: 'Allow',
  deny: 'Deny',
  chooseAccount: 'Choose an account',
  anotherAccount: 'Use another account',
  logOut: 'Log out',
  logOutQuestion: 'Log out?',
  loggedInAs: 'You are logged in as',
}
