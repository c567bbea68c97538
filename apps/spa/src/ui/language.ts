import { ref, shallowReactive, watch } from 'vue'
import { webStorage } from '../storage/web-storage.ts'

export const languages = ['en', 'de'] as const
export type Language = (typeof languages)[number]

/** What the words of one language look like in another: the same members, other texts. */
export type Translated<Words> = {
  readonly [Name in keyof Words]: Words[Name] extends (...given: infer Given) => string
    ? (...given: Given) => string
    : string
}
type Loaders<Words> = Readonly<
  Record<Exclude<Language, 'en'>, () => Promise<{ readonly default: Translated<Words> }>>
>

const key = 'frontchannel.language'

/** The language of the texts; see `chooseLanguage`. */
export const language = ref<Language>('en')

const tables: ((to: Language) => Promise<void>)[] = []
let pending = Promise.resolve()

/**
 * The texts of one feature. English arrives with the feature, every other language when it is
 * first wanted. A failure to load one leaves English: readable beats translated.
 */
export function messages<Words extends object>(
  en: Words,
  others: Loaders<Words>,
): Translated<Words> {
  const words = shallowReactive({ ...en }) as Translated<Words>
  const use = async (to: Language): Promise<void> => {
    Object.assign(words, to === 'en' ? en : (await others[to]()).default)
  }
  tables.push(use)
  if (language.value !== 'en') later(use(language.value))
  return words
}

const later = (loading: Promise<unknown>): void => {
  pending = Promise.allSettled([pending, loading]).then(() => undefined)
}

/** Resolves once no text is on its way: a page that waits for it does not change its words. */
export const languageReady = (): Promise<void> => pending

/** Takes up the language chosen earlier, else the first of the browser's that we speak. */
export function applyLanguage(wanted: readonly string[] = navigator.languages): void {
  watch(language, (now) => (document.documentElement.lang = now))
  later(chooseLanguage(stored() ?? firstSpoken(wanted)))
}

export async function chooseLanguage(to: Language): Promise<void> {
  await Promise.allSettled(tables.map((use) => use(to)))
  language.value = to
}

export function rememberLanguage(to: Language): void {
  try {
    webStorage('local')?.setItem(key, to)
  } catch {
    // the choice then lasts as long as the page
  }
}

/** For `Intl`: the browser's own region where it speaks the language that is shown. */
export function locale(): string {
  const { languages: wanted } = navigator
  return wanted.find((tag) => tag.split('-', 1)[0] === language.value) ?? language.value
}

function firstSpoken(wanted: readonly string[]): Language {
  for (const tag of wanted) {
    const spoken = languages.find((known) => known === tag.split('-', 1)[0]?.toLowerCase())
    if (spoken) return spoken
  }
  return 'en'
}

function stored(): Language | undefined {
  try {
    const name = webStorage('local')?.getItem(key)
    return languages.find((known) => known === name)
  } catch {
    return undefined
  }
}
