import type * as z from 'zod/mini'
import type { ProblemCode } from './problems.ts'
import type { Scope } from './scopes.ts'

export type Schema = z.core.$ZodType
/** An object of named members, so that each can be listed as a parameter of its own. */
export type FieldsSchema = z.ZodMiniObject

/** One operation of the API: everything that its caller and its handler have to agree on. */
export interface RouteRow {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Below `basePath`, with `:name` for each member of `params`. */
  readonly path: `/${string}`
  readonly summary: string
  /** The scope that the Access Token must carry. A route with neither takes any good token. */
  readonly scope?: Scope
  /** Answers without an Access Token. */
  readonly public?: true
  readonly params?: FieldsSchema
  readonly query?: FieldsSchema
  /** Those that mean something to the route, in lower case. */
  readonly headers?: FieldsSchema
  readonly body?: Schema
  /** Exactly one success: its status, and its body or null for none. */
  readonly responses: Readonly<Record<number, Schema | null>>
  /** The answer's `ETag` is the `version` of its body. */
  readonly etag?: true
  /** Where what was made is found: below `basePath`, with `:name` for members of the body. */
  readonly location?: `/${string}`
  /** The success is a text to be saved, and no JSON; its schema is a string. */
  readonly file?: { readonly mediaType: `text/${string}`; readonly name: string }
  readonly problems: readonly ProblemCode[]
}

type Part = 'params' | 'query' | 'headers' | 'body'
type Declared<Row extends RouteRow> = {
  [P in Part as Row[P] extends Schema ? P : never]: Row[P] extends Schema ? Row[P] : never
}

/** What a handler gets: the declared parts, parsed. */
export type InputOf<Row extends RouteRow> = {
  [P in keyof Declared<Row>]: z.output<Declared<Row>[P]>
}

type Sent<Row extends RouteRow> = {
  [P in keyof Declared<Row>]: z.input<Declared<Row>[P]>
}

// eslint-disable-next-line @typescript-eslint/no-generated-empty-object-type -- it is what a type without required members takes
export type Nothing = Record<never, never>

/** A query or headers without a required member: there may be nothing to send. */
type MayBeEmpty<P, Value> = P extends 'query' | 'headers'
  ? Nothing extends Value
    ? true
    : false
  : false

/** What a caller sends: the declared parts, before defaults and trimming. */
export type RequestOf<Row extends RouteRow> = {
  [P in keyof Sent<Row> as MayBeEmpty<P, Sent<Row>[P]> extends true ? never : P]: Sent<Row>[P]
} & {
  [P in keyof Sent<Row> as MayBeEmpty<P, Sent<Row>[P]> extends true ? P : never]?: Sent<Row>[P]
}

type Success<Row extends RouteRow> = Row['responses'][keyof Row['responses']]

/** What a caller gets: the parsed body, or nothing. */
export type OutputOf<Row extends RouteRow> =
  // eslint-disable-next-line @typescript-eslint/no-invalid-void-type -- a route without a body: a handler says so with `void`
  Success<Row> extends Schema ? z.output<Success<Row>> : void

/** What a handler returns: the body as it goes over the wire, or nothing. */
export type ResultOf<Row extends RouteRow> =
  // eslint-disable-next-line @typescript-eslint/no-invalid-void-type -- a route without a body: a handler says so with `void`
  Success<Row> extends Schema ? z.input<Success<Row>> : void

/** The status of the route's only success. */
export function successStatus(route: RouteRow): number {
  return Number(Object.keys(route.responses)[0])
}
