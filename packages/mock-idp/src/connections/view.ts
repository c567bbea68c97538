/** Why the last step did not work; the texts say it in words. */
export type LoginProblem =
  | 'wrongPassword'
  | 'blocked'
  | 'tooManyAttempts'
  | 'invalidEmail'
  | 'invalidPhone'
  | 'invalidPassword'
  | 'userExists'
  | 'signUpRefused'
  | 'wrongCode'
  | 'codeOver'
  | 'tooManyMessages'
  | 'notSent'
  | 'unknownAddress'
  | 'linkOver'
  | 'upstreamFailed'
  | 'upstreamCancelled'

/** Where somebody is in the login. It stays on the server, like the request it serves. */
export type LoginView =
  | {
      readonly kind: 'methods'
      readonly email?: string
      readonly problem?: LoginProblem
      readonly detail?: string
    }
  | {
      readonly kind: 'sign-up'
      readonly email?: string
      readonly problem?: LoginProblem
      readonly detail?: string
    }
  | { readonly kind: 'forgot-password'; readonly email?: string; readonly problem?: LoginProblem }
  | { readonly kind: 'reset-sent'; readonly email: string }
  | {
      readonly kind: 'address'
      readonly connection: string
      readonly address?: string
      readonly problem?: LoginProblem
      readonly detail?: string
    }
  | {
      readonly kind: 'code'
      readonly connection: string
      readonly address: string
      readonly problem?: LoginProblem
    }
  | {
      readonly kind: 'link-sent'
      readonly connection: string
      readonly address: string
      readonly problem?: LoginProblem
    }
