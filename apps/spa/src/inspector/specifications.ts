/** A section to read on in. */
export interface Section {
  readonly text: string
  readonly url: string
}

export const rfc = (number: number, section: string): Section => ({
  text: `RFC ${number} §${section}`,
  url: `https://www.rfc-editor.org/rfc/rfc${number}#section-${section}`,
})

export const core = (section: string): Section => ({
  text: `OIDC Core §${section}`,
  url: `https://openid.net/specs/openid-connect-core-1_0.html#rfc.section.${section}`,
})

export const responseTypes = (section: string): Section => ({
  text: `Multiple Response Types §${section}`,
  url: `https://openid.net/specs/oauth-v2-multiple-response-types-1_0.html#rfc.section.${section}`,
})
