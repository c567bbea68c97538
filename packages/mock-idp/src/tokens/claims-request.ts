import { z } from 'zod'

const member = z
  .looseObject({
    essential: z.boolean().optional(),
    value: z.json().optional(),
    values: z.array(z.json()).optional(),
  })
  .nullable()

const schema = z.object({
  userinfo: z.record(z.string(), member).nullish(),
  id_token: z.record(z.string(), member).nullish(),
})

type Members = Readonly<Record<string, z.output<typeof member>>>

/** The `claims` parameter (OIDC Core §5.5): single claims, asked for by name and place. */
export interface ClaimsRequest {
  readonly userinfo: Members
  readonly idToken: Members
}

export const noClaims: ClaimsRequest = { userinfo: {}, idToken: {} }

/** Parses the `claims` parameter; undefined if it is not what §5.5 describes. */
export function parseClaimsRequest(text: string | undefined): ClaimsRequest | undefined {
  if (text === undefined) return noClaims
  try {
    const { userinfo, id_token: idToken } = schema.parse(JSON.parse(text))
    return { userinfo: userinfo ?? {}, idToken: idToken ?? {} }
  } catch {
    return undefined
  }
}

/** True if the value is one that the request accepts for this claim. */
export function acceptsValue(requested: Members[string] | undefined, actual: unknown): boolean {
  if (!requested) return true
  const { value, values } = requested
  if (value !== undefined) return value === actual
  return values === undefined || values.includes(actual as never)
}
