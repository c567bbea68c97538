import { ConfigurationError } from './configuration-error.ts'

/** The `response_type` values of OAuth 2.0 Multiple Response Type Encoding Practices. */
export type ResponseType =
  | 'id_token'
  | 'token'
  | 'id_token token'
  | 'code id_token'
  | 'code token'
  | 'code id_token token'
  | 'code'

interface FlowRow {
  readonly id: string
  readonly responseType: ResponseType
  /** What the authorization endpoint answers with. */
  readonly issuesCode: boolean
  readonly issuesIdToken: boolean
  readonly issuesAccessToken: boolean
  /** Where the answer arrives unless the request asks for something else. */
  readonly responseMode: 'fragment' | 'query'
  readonly redeemedBy: 'nobody' | 'browser' | 'back-end'
}

const rows = [
  {
    id: 'id_token',
    responseType: 'id_token',
    issuesCode: false,
    issuesIdToken: true,
    issuesAccessToken: false,
    responseMode: 'fragment',
    redeemedBy: 'nobody',
  },
  {
    id: 'token',
    responseType: 'token',
    issuesCode: false,
    issuesIdToken: false,
    issuesAccessToken: true,
    responseMode: 'fragment',
    redeemedBy: 'nobody',
  },
  {
    id: 'id_token token',
    responseType: 'id_token token',
    issuesCode: false,
    issuesIdToken: true,
    issuesAccessToken: true,
    responseMode: 'fragment',
    redeemedBy: 'nobody',
  },
  {
    id: 'code id_token',
    responseType: 'code id_token',
    issuesCode: true,
    issuesIdToken: true,
    issuesAccessToken: false,
    responseMode: 'fragment',
    redeemedBy: 'back-end',
  },
  {
    id: 'code token',
    responseType: 'code token',
    issuesCode: true,
    issuesIdToken: false,
    issuesAccessToken: true,
    responseMode: 'fragment',
    redeemedBy: 'back-end',
  },
  {
    id: 'code id_token token',
    responseType: 'code id_token token',
    issuesCode: true,
    issuesIdToken: true,
    issuesAccessToken: true,
    responseMode: 'fragment',
    redeemedBy: 'back-end',
  },
  {
    id: 'code',
    responseType: 'code',
    issuesCode: true,
    issuesIdToken: false,
    issuesAccessToken: false,
    responseMode: 'query',
    redeemedBy: 'browser',
  },
  {
    id: 'code backend',
    responseType: 'code',
    issuesCode: true,
    issuesIdToken: false,
    issuesAccessToken: false,
    responseMode: 'query',
    redeemedBy: 'back-end',
  },
] as const satisfies readonly FlowRow[]

export type FlowId = (typeof rows)[number]['id']

/** One way to log in: what is asked for, where the answer arrives, who redeems the code. */
export interface Flow extends FlowRow {
  readonly id: FlowId
}

/** Every flow. A further one is a further row. */
export const flows: readonly Flow[] = rows

const words = (text: string): string => text.trim().split(/\s+/).sort().join(' ')

/**
 * Finds a flow by its id: a response type with its words in any order, or `code backend`.
 *
 * @throws {ConfigurationError} that lists the ids, if there is no such flow
 * @see {@link https://openid.net/specs/oauth-v2-multiple-response-types-1_0.html#rfc.section.3 Multiple Response Types §3}: the order of the words has no meaning
 */
export function flowById(id: string): Flow {
  const flow = flows.find((row) => words(row.id) === words(id))
  if (flow) return flow
  const known = flows.map((row) => `"${row.id}"`).join(', ')
  throw new ConfigurationError(`flow "${id}" is unknown; known: ${known}`)
}

/** Whether the authorization endpoint issues a code. */
export const issuesCode = (flow: Flow): boolean => flow.issuesCode

/** Whether the authorization endpoint issues an ID Token. */
export const issuesIdToken = (flow: Flow): boolean => flow.issuesIdToken

/** Whether the authorization endpoint issues an Access Token. */
export const issuesAccessToken = (flow: Flow): boolean => flow.issuesAccessToken
