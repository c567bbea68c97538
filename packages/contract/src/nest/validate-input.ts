import * as z from 'zod/mini'
import en from 'zod/v4/locales/en.js'
import type { RouteRow, Schema } from '../route.ts'
import { ProblemException } from './problem.exception.ts'

const parts = ['params', 'query', 'body'] as const
const nothing = z.strictObject({})
const noBody = z.nullish(nothing)

export type RawInput = Readonly<Partial<Record<(typeof parts)[number], unknown>>>

const error = en().localeError
const mostErrors = 20 // a body of errors must not make an answer longer than itself
const longestMessage = 200

/**
 * Parses each part that the route declares; refuses parts that it does not declare.
 *
 * @throws {ProblemException} `validation_failed`, with every place that differs.
 */
export function validateInput(route: RouteRow, request: RawInput): Record<string, unknown> {
  const input: Record<string, unknown> = {}
  const errors: { path: string; message: string }[] = []
  for (const part of parts) {
    const declared: Schema | undefined = route[part]
    const parsed = z.safeParse(declared ?? (part === 'body' ? noBody : nothing), request[part], {
      error,
    })
    if (parsed.success) {
      if (declared) input[part] = parsed.data
    } else {
      for (const { path, message } of parsed.error.issues) {
        errors.push({ path: [part, ...path].join('.'), message: message.slice(0, longestMessage) })
      }
    }
  }
  if (errors.length > 0) {
    throw new ProblemException('validation_failed', { errors: errors.slice(0, mostErrors) })
  }
  return input
}
