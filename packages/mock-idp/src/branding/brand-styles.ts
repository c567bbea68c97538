import type { Branding } from './branding.ts'
import { readableOn, textOn } from './contrast.ts'

/** The cards of the style sheet, in light and in dark. */
const cards = { light: '#ffffff', dark: '#1b212a' } as const

/**
 * The rules that give a tenant's pages its colors and its logo. A primary color that could not be
 * read on the card is brought nearer to black or white, as far as WCAG 2.2 AA needs it.
 */
export function brandStyles({ logo, primaryColor, backgroundColor }: Branding): string {
  const rules: string[] = []
  if (primaryColor !== undefined) {
    const light = readableOn(primaryColor, cards.light)
    const dark = readableOn(primaryColor, cards.dark)
    rules.push(
      `:root { --accent: light-dark(${light}, ${dark}); --on-accent: light-dark(${textOn(light)}, ${textOn(dark)}) }`,
    )
  }
  // a light brand color would glare in the dark, so there it only tints
  if (backgroundColor !== undefined) {
    rules.push(
      `:root { --page: light-dark(${backgroundColor}, color-mix(in srgb, ${backgroundColor} 12%, #000000)) }`,
    )
  }
  // beside the tenant's name, which says the same in words
  if (logo !== undefined) {
    rules.push(
      `.tenant::before { content: ''; display: block; height: 3rem; margin-bottom: 0.5rem; background: url("${logo}") left center / contain no-repeat }`,
    )
  }
  return rules.join('\n')
}
