/** Somebody whom the company's directory knows. */
export interface Person {
  readonly nameId: string
  readonly email: string
  readonly name: string
}

/** The directory of the company that plays the customer with a SAML identity provider. */
export const directory: readonly Person[] = [
  { nameId: 'frida@fabrikam.example', email: 'frida@fabrikam.example', name: 'Frida Fabrikam' },
  { nameId: 'felix@fabrikam.example', email: 'felix@fabrikam.example', name: 'Felix Fabrikam' },
]
