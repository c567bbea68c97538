import * as z from 'zod/mini'
import { daysOf, weekOf } from './weeks.ts'

// What a keyboard does not type: control characters, and halves of surrogate pairs, which
// PostgreSQL refuses or UTF-8 silently replaces. `text` allows line breaks and tabs.
const singleLine = /^[^\p{Cc}\p{Cs}]*$/u
const text = /^(?:[^\p{Cc}\p{Cs}]|[\n\r\t])*$/u

export const entryDate = z.iso
  .date({ error: 'must be a calendar date, YYYY-MM-DD', abort: true })
  .check(
    // a year of 0026 or 20026 is a typing error, and some databases refuse the year 0
    z.refine((date) => date >= '2000-01-01' && date < '2100-01-01', 'must be of this century'),
  )

/** 1999-W52 holds the first days of the century. */
export const week = z.string('must be a text').check(
  z.regex(/^(?:1999|20\d\d)-W(?:0[1-9]|[1-4]\d|5[0-3])$/, {
    error: 'must be an ISO week, YYYY-Www',
    abort: true,
  }),
  z.refine((value) => weekOf(daysOf(value).first) === value, 'must be a week of its year'),
)

const line = (longest: number) =>
  z
    .string('must be a text')
    .check(
      z.trim(),
      z.normalize(),
      z.minLength(1, 'must not be empty'),
      z.maxLength(longest, `must have at most ${longest} characters`),
      z.regex(singleLine, 'must be one line without control characters'),
    )

const prose = z
  .string('must be a text')
  .check(
    z.trim(),
    z.normalize(),
    z.maxLength(500, 'must have at most 500 characters'),
    z.regex(text, 'must not hold control characters'),
  )

export const project = line(100)
export const personName = line(100)
export const note = prose
export const reason = prose.check(z.minLength(1, 'must not be empty'))

const wholeMinutes = 'must be a whole number of minutes'
export const minutes = z
  .int(wholeMinutes)
  .check(
    z.gte(1, 'must be at least 1 minute'),
    z.lte(24 * 60, 'must be at most 1440 minutes, which is a day'),
  )

export const id = z.uuid('must be a UUID')

export const version = z
  .int('must be a whole number')
  .check(z.gte(1, 'must be at least 1'), z.lte(2 ** 31 - 1, 'must be at most 2147483647'))

/** OIDC Core §5.7: the only identity. Compared as they are: neither trimmed nor normalized. */
export const identity = z.strictObject({
  iss: z.string('must be a text').check(z.minLength(1), z.maxLength(2000)),
  sub: z
    .string('must be a text')
    .check(
      z.minLength(1, 'must not be empty'),
      z.maxLength(255, 'must have at most 255 characters'),
      z.regex(singleLine, 'must be one line without control characters'),
    ),
})
