import { describe, expect, it } from 'vitest'
import germanLogin from './login/words.de.ts'
import { english as englishLogin } from './login/words.ts'
import germanShell from './shell-words.de.ts'
import { english as englishShell } from './shell-words.ts'
import germanApprovals from './timesheets/approvals-words.de.ts'
import { english as englishApprovals } from './timesheets/approvals-words.ts'
import germanTimesheets from './timesheets/words.de.ts'
import { english as englishTimesheets } from './timesheets/words.en.ts'

type Table = Readonly<Record<string, string | ((...given: never[]) => string)>>

const tables: readonly (readonly [string, Table, Table])[] = [
  ['login', englishLogin, germanLogin],
  ['shell', englishShell, germanShell],
  ['approvals', englishApprovals, germanApprovals],
  ['timesheets', englishTimesheets, germanTimesheets],
]
/** The same in both languages, and meant to be. */
const shared = new Set(['system', 'week'])

const said = (text: Table[string] | undefined): string => {
  if (typeof text !== 'function') return text ?? ''
  const given = Array.from({ length: text.length }, (_, index) => `<${index}>`)
  return text(...(given as never[]))
}
const marks = (text: string): string[] => (text.match(/<\d>/g) ?? []).sort()

describe.each(tables)('the words of %s', (_, english, german) => {
  it('are there in German, each of them and no other', () => {
    expect(Object.keys(german).sort()).toEqual(Object.keys(english).sort())
  })

  it.each(Object.keys(english))('%s: is translated, and says all that it is given', (name) => {
    const [en, de] = [said(english[name]), said(german[name])]
    expect(en.trim()).not.toBe('')
    expect([...new Set(marks(de))]).toEqual([...new Set(marks(en))])
    if (!shared.has(name)) expect(de).not.toBe(en)
  })
})
