import { z } from 'zod'
import { faultId } from './fault-id.ts'

const members = z.record(z.string(), z.json())

/**
 * A token as it should be, and what is wrong with it. Whatever is left out is right, so that a
 * test names only what it is about.
 */
export const mintInput = {
  kind: z.enum(['access-token', 'id-token', 'logout-token']),
  /** The user; default: the first one. */
  sub: z.string().optional(),
  /** Default: the first client. */
  clientId: z.string().optional(),
  /** For an Access Token: the API; default: the first one. */
  audience: z.string().optional(),
  /** For an Access Token; default: all scopes of the API that the user may have. */
  scope: z.string().optional(),
  /** Seconds. */
  lifetime: z.number().int().default(3600),
  /** Faults of this kind of token, committed in order. */
  faults: z.array(faultId).default([]),
  /** Members to set, and names to leave out. */
  header: members.default({}),
  claims: members.default({}),
  withoutHeader: z.array(z.string()).default([]),
  without: z.array(z.string()).default([]),
  /**
   * `own`: the key that signs now. `stranger`: a new key that nobody published, under the `kid` of
   * the real one. `none`: no signature. A secret: HS256.
   */
  key: z
    .union([z.enum(['own', 'stranger', 'none']), z.strictObject({ secret: z.string() })])
    .default('own'),
  alg: z.enum(['RS256', 'RS384', 'RS512', 'PS256', 'ES256', 'ES384', 'EdDSA']).optional(),
  /** Text instead of the JSON of header or claims. */
  headerText: z.string().optional(),
  claimsText: z.string().optional(),
  /** Text instead of the signature. */
  signatureText: z.string().optional(),
}
