import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sameOriginPath } from './return-to.ts'

const app = 'https://app.example.com'

describe('sameOriginPath', () => {
  it.each([
    '/',
    '/timesheets',
    '/timesheets?week=47&filter=a%20b#row-3',
    '/#/timesheets',
    '/a//b',
    '/%2f%2fevil.test',
    '/profil/gr%C3%BC%C3%9Fe',
    '/?next=https://evil.test',
    '/@evil.test',
  ])('keeps %s', (path) => {
    expect(sameOriginPath(path)).toBe(path)
  })

  it('normalizes as a browser would', () => {
    expect(sameOriginPath('/a/../b\\c grüße')).toBe('/b/c%20gr%C3%BC%C3%9Fe')
  })

  it.each([
    '//evil.test',
    '///evil.test',
    '/\\evil.test',
    '\\/evil.test',
    '\\\\evil.test',
    '/\t/evil.test',
    '/\n/evil.test',
    '/\r\\evil.test',
    '\t//evil.test',
    ' //evil.test',
    '/.//evil.test',
    '/..//evil.test',
    '/%2e//evil.test',
    '/a/..//evil.test',
    '/.\\/evil.test',
    'https://evil.test',
    'https:evil.test',
    'https:/evil.test',
    'https:///evil.test',
    'HTTPS://evil.test',
    'http://app.example.com',
    'javascript:alert(1)',
    'java\nscript:alert(1)',
    'data:text/html,x',
    'evil.test',
    '.evil.test',
    '@evil.test',
    'timesheets',
    '',
    '?a=1',
    '#a',
    '//[',
    `/${'a'.repeat(2048)}`,
    undefined,
    null,
    1,
    ['/a'],
    { toString: () => '/a' },
  ])('refuses %j', (value) => {
    expect(sameOriginPath(value)).toBe('/')
  })

  it('never leaves the origin, whatever it is given', () => {
    const piece = fc.constantFrom(
      ...[
        '/',
        '\\',
        '.',
        '..',
        ':',
        '@',
        '?',
        '#',
        '%2f',
        '%5c',
        '%2e',
        '\t',
        '\n',
        '\r',
        ' ',
        '\0',
      ],
      ...['https', 'javascript', 'evil.test', 'app.example.com', '[', '\u3002', '\uff0f', 'a'],
    )
    const value = fc.oneof(
      fc.array(piece, { maxLength: 12 }).map((list) => list.join('')),
      fc.webUrl(),
      fc.string(),
    )
    fc.assert(
      fc.property(value, fc.boolean(), (text, withSlash) => {
        const path = sameOriginPath(withSlash ? `/${text}` : text)
        expect(path.startsWith('/')).toBe(true)
        expect(new URL(path, app).origin).toBe(app)
        // as an address in its own right, and a second time round
        expect(new URL(app + path).origin).toBe(app)
        expect(sameOriginPath(path)).toBe(path)
      }),
      { numRuns: 2000 },
    )
  })
})
