import type { Texts } from './texts/texts.ts'
import type { Language } from './texts/languages.ts'

/** What every page of an interaction needs to know. */
export interface InteractionPage {
  readonly basePath: string
  /** Where its forms are sent to. */
  readonly action: string
  /** Proves that a form came from the page: another site cannot know it. */
  readonly csrf: string
  readonly clientName: string
  readonly tenantName: string
  readonly formTargets: readonly string[]
  readonly keepsOpener: boolean
  readonly language: Language
  /** In that language, with the tenant's own words. */
  readonly texts: Texts
}
