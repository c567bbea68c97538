// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest'
import {
  applyLanguage,
  chooseLanguage,
  language,
  languageReady,
  locale,
  messages,
  rememberLanguage,
} from './language.ts'

const en = { greeting: 'Hello', hours: (count: string) => `${count} hours` }
const de = { greeting: 'Hallo', hours: (count: string) => `${count} Stunden` }
const table = () => messages(en, { de: () => Promise.resolve({ default: de }) })

describe('messages', () => {
  beforeEach(async () => {
    localStorage.clear()
    await chooseLanguage('en')
  })

  it('speaks English at once, and another language once it has arrived', async () => {
    const words = table()
    expect(words.greeting).toBe('Hello')
    await chooseLanguage('de')
    expect([words.greeting, words.hours('7,5')]).toEqual(['Hallo', '7,5 Stunden'])
    expect(language.value).toBe('de')
  })

  it('brings a feature that arrives later to the language of the others', async () => {
    await chooseLanguage('de')
    const words = table()
    await languageReady()
    expect(words.greeting).toBe('Hallo')
  })

  it('stays readable where a language cannot be loaded', async () => {
    const words = messages(en, { de: () => Promise.reject(new Error('offline')) })
    await chooseLanguage('de')
    expect(words.greeting).toBe('Hello')
  })

  it.each([
    [['fr-CA', 'de-AT', 'en'], 'de'],
    [['fr', 'pt'], 'en'],
    [[], 'en'],
  ])('of a browser that wants %o is %s', async (wanted, spoken) => {
    applyLanguage(wanted)
    await languageReady()
    expect(language.value).toBe(spoken)
  })

  it('is the one that was chosen, whatever the browser wants', async () => {
    rememberLanguage('de')
    applyLanguage(['en-US'])
    await languageReady()
    expect(language.value).toBe('de')
    expect(locale()).toMatch(/^de/)
  })
})
