/** One sentence of a specification that this project enforces, breaks on purpose, or shows. */
export interface Requirement {
  /** What the section asks for, in our own words. */
  readonly title: string
  /** The section itself. */
  readonly url: string
}

/** The rows of one specification: section number to title. */
export type Sections = Readonly<Record<string, string>>

type Ids<Prefix extends string, Rows extends Sections> = `${Prefix}-${keyof Rows & string}`

/**
 * Turns the rows of one specification into requirements whose ids are `<prefix>-<section>`.
 *
 * @param prefix short name of the specification, as the conformance suite writes it
 * @param urlOf  builds the URL of a section
 * @param rows   section number to title
 */
export function specification<const Prefix extends string, const Rows extends Sections>(
  prefix: Prefix,
  urlOf: (section: string) => string,
  rows: Rows,
): Readonly<Record<Ids<Prefix, Rows>, Requirement>> {
  const entries = Object.entries(rows).map(([section, title]) => [
    `${prefix}-${section}`,
    { title, url: urlOf(section) },
  ])
  return Object.fromEntries(entries) as Readonly<Record<Ids<Prefix, Rows>, Requirement>>
}

/** The address of a section of an RFC. */
export const rfc = (number: number) => (section: string) =>
  `https://www.rfc-editor.org/rfc/rfc${number}#section-${section}`
