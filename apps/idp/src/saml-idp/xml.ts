/** Text that is XML already. */
export class Xml {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }
}

/** Builds XML; what is put in is escaped, unless it is XML itself. */
export const xml = (parts: TemplateStringsArray, ...values: readonly (string | Xml)[]): Xml =>
  new Xml(
    parts
      .map((part, index) => {
        const value = values[index] ?? ''
        return part + (value instanceof Xml ? value.text : escapeXml(value))
      })
      .join('')
      .replace(/>\s+</g, '><'),
  )

const escapeXml = (text: string): string =>
  text.replace(/[<>&"']/g, (character) => `&#${character.charCodeAt(0)};`)
