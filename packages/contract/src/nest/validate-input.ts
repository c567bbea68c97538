import * as z from 'zod/mini'
import en from 'zod/v4/locales/en.js'
import type { FieldsSchema, RouteRow, Schema } from '../route.ts'
import { ProblemException } from './problem.exception.ts'

const parts = ['params', 'query', 'headers', 'body'] as const
const nothing = z.strictObject({})
const noBody = z.nullish(nothing)

export type RawInput = Readonly<Partial<Record<(typeof parts)[number], unknown>>>

const error = en().localeError
const mostErrors = 20 // a body of errors must not make an answer longer than itself
const longestMessage = 200

/**
 * Parses each part that the route declares; refuses parts that it does not declare, but headers,
 * which may be about anything.
 *
 * @throws {ProblemException} `validation_failed`, with every place that differs;
 * `precondition_required` where a change of anything would be a change of an unknown version.
 */
export function validateInput(route: RouteRow, request: RawInput): Record<string, unknown> {
  const input: Record<string, unknown> = {}
  const errors: { path: string; message: string }[] = []
  for (const part of parts) {
    const declared: Schema | undefined = route[part]
    if (!declared && part === 'headers') continue
    const value = part === 'headers' ? readHeaders(route.headers, request.headers) : request[part]
    const parsed = z.safeParse(declared ?? (part === 'body' ? noBody : nothing), value, { error })
    if (parsed.success) {
      if (declared) input[part] = parsed.data
    } else {
      for (const { path, message } of parsed.error.issues) {
        // RFC 6585 §3: a status of its own tells the client what to do about it
        if (path[0] === 'if-match' && !Object.hasOwn(value as object, 'if-match')) {
          throw new ProblemException('precondition_required')
        }
        errors.push({ path: [part, ...path].join('.'), message: message.slice(0, longestMessage) })
      }
    }
  }
  if (errors.length > 0) {
    throw new ProblemException('validation_failed', { errors: errors.slice(0, mostErrors) })
  }
  return input
}

function readHeaders(declared: FieldsSchema | undefined, headers: unknown): object {
  const names = Object.keys(declared?.shape ?? {})
  const sent = Object.entries(headers ?? {})
  return Object.fromEntries(sent.filter(([name]) => names.includes(name)))
}
