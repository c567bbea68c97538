import type { LoginProblem } from '../../../connections/view.ts'

/** What the pages of the connections say to the end-user, in one language. */
export interface ConnectionTexts {
  readonly continueWith: (name: string) => string
  readonly mailMeACode: string
  readonly mailMeALink: string
  readonly textMeACode: string
  readonly otherWays: string
  readonly signUp: string
  readonly noAccount: string
  readonly haveAccount: string
  readonly name: string
  readonly passwordLength: (minimum: number) => string
  readonly forgotPassword: string
  readonly changePassword: string
  readonly sendResetLink: string
  readonly resetSent: (email: string) => string
  readonly newPassword: string
  readonly passwordChanged: string
  readonly passwordChangedText: string
  readonly phone: string
  readonly phoneHint: string
  readonly sendCode: string
  readonly sendLink: string
  readonly sendAgain: string
  readonly code: string
  readonly codeSent: (address: string) => string
  readonly linkSent: (address: string) => string
  readonly checkMail: string
  readonly invalidPassword: (minimum: number) => string
  readonly problems: Readonly<Record<LoginProblem, string>>
}
