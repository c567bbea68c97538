/** What the pages say to the end-user, in one language. */
export interface Texts {
  readonly logIn: string
  readonly toContinueTo: string
  readonly email: string
  readonly password: string
  readonly continue: string
  readonly cancel: string
  readonly back: string
  readonly demoUsers: string
  readonly wrongPassword: string
  readonly blocked: string
  readonly allowAccess: string
  /** Follows the name of the client. */
  readonly asksForAccess: string
  readonly nothingElse: string
  readonly yourAccount: string
  readonly allow: string
  readonly deny: string
  readonly chooseAccount: string
  readonly anotherAccount: string
  readonly logOut: string
  readonly logOutQuestion: string
  readonly loggedInAs: string
}
