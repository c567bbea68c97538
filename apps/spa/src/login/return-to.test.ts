import { describe, expect, it } from 'vitest'
import { home, safeReturnTo } from './return-to.ts'

const origin = 'https://app.example'

describe('safeReturnTo', () => {
  it.each([
    ['/', '/'],
    ['/timesheets', '/timesheets'],
    [
      '/timesheets?week=2026-W47&project=a%20b#entry-7',
      '/timesheets?week=2026-W47&project=a%20b#entry-7',
    ],
    ['/profile#ä', '/profile#%C3%A4'],
  ])('keeps %s with query and hash (R27, pain 14)', (wanted, path) => {
    expect(safeReturnTo(wanted, origin)).toBe(path)
  })

  it.each([
    '//evil.test',
    '///evil.test',
    '/\\evil.test',
    '/\t/evil.test',
    '/\n/evil.test',
    '/.//evil.test',
    '/a/..//evil.test',
    '\\/evil.test',
    'https://evil.test/',
    'https:///evil.test',
    'https://app.example.evil.test/',
    'https://app.example@evil.test/',
    'javascript:alert(1)',
    'data:text/html,x',
    'evil.test',
    ' /timesheets',
    '',
    undefined,
    `/${'a'.repeat(3_000)}`,
  ])('turns %s into the home page (R27)', (wanted) => {
    expect(safeReturnTo(wanted, origin)).toBe(home)
  })

  it.each(['/login', '/login/refused', '/login?returnTo=/x', '/callback', '/silent-renew.html'])(
    'leads in no circle through %s',
    (wanted) => {
      expect(safeReturnTo(wanted, origin)).toBe(home)
    },
  )
})
