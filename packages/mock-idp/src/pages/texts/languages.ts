import { words } from '../../parameters.ts'
import { de } from './de.ts'
import { en } from './en.ts'
import { es } from './es.ts'
import { fr } from './fr.ts'
import { ja } from './ja.ts'
import type { Texts } from './texts.ts'

const languages = { en, de, es, fr, ja } as const satisfies Record<string, Texts>

export type Language = keyof typeof languages

/** Discovery lists them as `ui_locales_supported`. */
export const uiLocales = Object.keys(languages) as Language[]

export const textsIn = (
  language: Language,
  own: Partial<Record<Language, { readonly [Key in keyof Texts]?: string | undefined }>> = {},
): Texts => ({ ...languages[language], ...own[language] }) as Texts

/**
 * The first language of `ui_locales` that there are texts in, else English. The browser's own
 * preference is left aside, so that tests find the same labels on every machine.
 */
export function languageOf(locales: string | undefined): Language {
  const wanted = words(locales).map((tag) => tag.split('-')[0]?.toLowerCase())
  return uiLocales.find((language) => language === wanted.find(isLanguage)) ?? 'en'
}

const isLanguage = (tag: string | undefined): boolean => uiLocales.some((known) => known === tag)
