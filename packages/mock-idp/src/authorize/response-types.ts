import type { GrantType } from '../tenant/application-types.ts'

/** The words of a response type. Nothing here knows a flow by its name. */
export type ResponsePart = 'code' | 'id_token' | 'token'

/** As discovery lists them. */
export const responseTypes = [
  'code',
  'id_token',
  'token',
  'id_token token',
  'code id_token',
  'code token',
  'code id_token token',
] as const

export type ResponseTypeId = (typeof responseTypes)[number]

export interface ResponseType {
  readonly id: ResponseTypeId
  readonly parts: ReadonlySet<ResponsePart>
}

/** Which grant a client needs for each part: hybrid needs both. */
export const grantOfPart: Readonly<Record<ResponsePart, GrantType>> = {
  code: 'authorization_code',
  id_token: 'implicit',
  token: 'implicit',
}

/** Parses a response type; the order of its words has no meaning (OAUTHMRT §3). */
export function parseResponseType(text: string | undefined): ResponseType | undefined {
  const sorted = text?.split(' ').sort().join(' ')
  const id = responseTypes.find((known) => known === sorted)
  return id && { id, parts: new Set(id.split(' ') as ResponsePart[]) }
}

/** True if tokens pass through the browser, and therefore must stay out of the query. */
export const issuesTokens = ({ parts }: ResponseType): boolean =>
  parts.has('token') || parts.has('id_token')
