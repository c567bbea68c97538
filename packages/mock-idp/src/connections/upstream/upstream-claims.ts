import { z } from 'zod'
import type { User } from '../../tenant/user.ts'

const text = z.string().max(2000).optional().catch(undefined)

/** The claims that are taken from upstream; what is malformed counts as missing. */
const upstreamClaims = z.object({
  email: z.email().max(254).optional().catch(undefined),
  email_verified: z.boolean().optional().catch(undefined),
  name: text,
  given_name: text,
  family_name: text,
  nickname: text,
  preferred_username: text,
  picture: text,
  locale: text,
})

/** Reads what an upstream provider says about somebody. Its own claims stay there. */
export function claimsOf(claims: Readonly<Record<string, unknown>>): {
  readonly email: string | undefined
  readonly claims: User['claims']
} {
  const { email, ...others } = upstreamClaims.parse(claims)
  const present = Object.entries(others).filter(([, value]) => value !== undefined)
  const known = Object.fromEntries(present) as User['claims']
  return { email, claims: { ...known, name: known.name ?? email ?? 'Unnamed' } }
}
