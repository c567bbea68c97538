/** Who somebody is: neither half means anything without the other (OIDC Core §5.7). */
export interface Identity {
  readonly issuer: string
  readonly subject: string
}
