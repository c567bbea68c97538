import { describe, expect, it } from 'vitest'
import { decodeBase64url } from './base64url.ts'

const characters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

describe('decodeBase64url', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8])('takes the one spelling of each end of %i bytes', (length) => {
    for (let last = 0; last < 256; last++) {
      const bytes = Buffer.alloc(length, 0xa5).fill(last, length - 1)
      expect(decodeBase64url(bytes.toString('base64url'))).toEqual(bytes)
    }
  })

  it('takes no other spelling, whatever the last character', () => {
    for (const start of ['', 'A', 'AA', 'AAA', 'AAAA', 'AAAAA', 'AAAAAA', 'AAAAAAA']) {
      for (const last of characters) {
        const text = start + last
        const isCanonical = Buffer.from(text, 'base64url').toString('base64url') === text
        expect({ text, taken: decodeBase64url(text) !== undefined }).toEqual({
          text,
          taken: isCanonical,
        })
      }
    }
  })

  it.each(['', '=', 'AA==', 'A+A/', 'AAAA\n', ' AAAA', 'AA AA', 'AAA\u00c4', 'AAAA.'])(
    'takes no %j',
    (text) => {
      expect(decodeBase64url(text)).toBeUndefined()
    },
  )
})
