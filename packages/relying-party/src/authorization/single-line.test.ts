import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { singleLine } from './single-line.ts'

describe('singleLine', () => {
  it('keeps ordinary text in any script', () => {
    expect(singleLine('Zugriff verweigert: "ü" ✓ 日本語', 64)).toBe(
      'Zugriff verweigert: "ü" ✓ 日本語',
    )
  })

  it('keeps markup as the text that it is', () => {
    expect(singleLine('<img src=x onerror=alert(1)>', 64)).toBe('<img src=x onerror=alert(1)>')
  })

  it('cuts between characters, not within them', () => {
    expect(singleLine('😀'.repeat(10), 3)).toBe('😀😀😀…')
  })

  it('leaves nothing that breaks the line or turns the text around', () => {
    const odd = fc.constantFrom(
      '\u202e',
      '\u2066',
      '\u200f',
      '\n',
      '\r',
      '\u2028',
      '\0',
      '\u001b',
      'a',
    )
    fc.assert(
      fc.property(
        fc.array(fc.oneof(odd, fc.string())),
        fc.integer({ min: 1, max: 300 }),
        (parts, max) => {
          const line = singleLine(parts.join(''), max)
          expect(line).not.toMatch(/[\p{Cc}\p{Cf}\u2028\u2029]/u)
          expect(Array.from(line).length).toBeLessThanOrEqual(max + 1)
        },
      ),
    )
  })
})
