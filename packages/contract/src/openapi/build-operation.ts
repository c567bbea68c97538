import * as z from 'zod/mini'
import {
  problemBody,
  problemMediaType,
  problems,
  type ProblemCode,
  type ProblemRow,
} from '../problems.ts'
import type { FieldsSchema, RouteRow, Schema } from '../route.ts'
import { refTo } from './components.ts'

/** The OpenAPI Operation Object of one route. */
export function buildOperation(
  operationId: string,
  route: RouteRow,
  schemes: readonly string[],
): object {
  const parameters = [
    ...parametersIn('path', route.params),
    ...parametersIn('query', route.query),
    ...parametersIn('header', route.headers),
  ]
  return {
    operationId,
    summary: route.summary,
    tags: [route.path.split('/')[1]],
    security: route.public
      ? []
      : schemes.map((scheme) => ({ [scheme]: route.scope ? [route.scope] : [] })),
    ...(parameters.length > 0 && { parameters }),
    ...(route.body && {
      requestBody: {
        required: true,
        content: { 'application/json': { schema: refTo(route.body) } },
      },
    }),
    responses: { ...successResponses(route), ...problemResponses(route.problems) },
  }
}

function parametersIn(
  place: 'path' | 'query' | 'header',
  fields: FieldsSchema | undefined,
): object[] {
  if (!fields) return []
  const { properties = {}, required = [] } = z.toJSONSchema(fields, { io: 'input' })
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: place,
    required: required.includes(name),
    schema,
  }))
}

function successResponses(route: RouteRow): Record<string, object> {
  return Object.fromEntries(
    Object.entries(route.responses).map(([status, schema]) => [
      status,
      schema
        ? { description: 'Done', ...successHeaders(route), content: contentOf(route, schema) }
        : { description: 'Done; no body' },
    ]),
  )
}

function contentOf({ file }: RouteRow, schema: Schema): object {
  if (file) return { [file.mediaType]: { schema: { type: 'string' } } }
  return { 'application/json': { schema: refTo(schema) } }
}

function successHeaders({ etag, location, file }: RouteRow): object {
  const text = (description: string) => ({ description, schema: { type: 'string' } })
  const headers = {
    ...(etag && { ETag: text('The version of the body, for `If-Match`') }),
    ...(location && { Location: text('Where what was made is found') }),
    ...(file && { 'Content-Disposition': text('The name to save the text under') }),
  }
  return Object.keys(headers).length > 0 ? { headers } : {}
}

function problemResponses(codes: readonly ProblemCode[]): Record<string, object> {
  const statuses = [...new Set(codes.map((code) => problems[code].status))]
  return Object.fromEntries(
    statuses.map((status) => [
      status,
      problemResponse(codes.filter((code) => problems[code].status === status)),
    ]),
  )
}

function problemResponse(codes: readonly ProblemCode[]): object {
  const rows = codes.map((code): ProblemRow & { code: ProblemCode } => ({
    code,
    ...problems[code],
  }))
  const headers = {
    ...(rows.some(({ challenge }) => challenge) && {
      'WWW-Authenticate': { description: 'RFC 6750 challenge', schema: { type: 'string' } },
    }),
    ...(rows.some(({ retryAfter }) => retryAfter !== undefined) && {
      'Retry-After': { description: 'Seconds to wait', schema: { type: 'integer', minimum: 0 } },
    }),
  }
  return {
    description: rows.map(({ code, when }) => `\`${code}\`: ${when}`).join('\n\n'),
    ...(Object.keys(headers).length > 0 && { headers }),
    content: {
      [problemMediaType]: {
        schema: {
          allOf: [
            refTo(problemBody),
            { properties: { code: { enum: codes }, status: { const: rows[0]?.status } } },
          ],
        },
      },
    },
  }
}
