/** The part of the library that is used here; it brings no types of its own. */
declare module 'auth0-js' {
  type Done = (error: unknown, value: never) => void

  export interface WebAuth {
    readonly client: { userInfo(token: string, done: Done): void }
    authorize(options: object): void
    parseHash(options: object, done: Done): void
    checkSession(options: object, done: Done): void
  }

  export type WebAuthOptions = Readonly<Record<string, unknown>>

  const auth0: { readonly WebAuth: new (options: WebAuthOptions) => WebAuth }
  export default auth0
}
