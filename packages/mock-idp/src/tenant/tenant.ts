import { z } from 'zod'
import { brandingSchema } from '../branding/branding.ts'
import { connectionSchema, defaultConnection } from '../connections/connection.ts'
import { apiSchema } from './api.ts'
import { clientSchema } from './client.ts'
import { redirectTarget } from './urls.ts'
import { userSchema } from './user.ts'

const distinct =
  <Row>(key: keyof Row & string) =>
  (rows: readonly Row[], context: z.RefinementCtx): void => {
    const seen = new Set<unknown>()
    rows.forEach((row, index) => {
      if (seen.has(row[key])) {
        context.addIssue({
          code: 'custom',
          path: [index, key],
          message: `"${String(row[key])}" occurs twice`,
        })
      }
      seen.add(row[key])
    })
  }

/** What one tenant file holds. Unknown keys are refused: a misspelled one would be a silent hole. */
const members = z.strictObject({
  $schema: z.string().optional(),
  name: z.string().min(1),
  /** Shows the users on the login page, each with a button that logs in as that user. */
  demo: z.boolean().default(false),
  /** Lets an authorization request ask for faults with `mock_faults`. */
  faults: z.boolean().default(false),
  /** Adds `iss` to authorization responses (RFC 9207) and says so in the metadata. */
  authorizationResponseIss: z.boolean().default(false),
  /** Where `/v2/logout` without a client may return to. */
  logoutUrls: z.array(redirectTarget).max(100).default([]),
  /** Asks for consent even of first-party clients when a callback is on this machine, as Auth0. */
  consentOnLoopback: z.boolean().default(true),
  /** Consent shows the description of each scope; false: what may be done with each resource. */
  consentShowsDescriptions: z.boolean().default(true),
  /** How long a login at the provider lasts, in seconds; the defaults are Auth0's. */
  session: z
    .strictObject({
      /** Without any request. */
      inactivity: z.number().int().min(1).default(259_200),
      /** Whatever happens. */
      absolute: z.number().int().min(1).default(2_592_000),
    })
    .prefault({}),
  users: z
    .array(userSchema)
    .superRefine(distinct('sub'))
    .superRefine(distinct('email'))
    .default([]),
  clients: z.array(clientSchema).superRefine(distinct('clientId')).default([]),
  /** The ways to log in, in the order in which the login page offers them. */
  connections: z
    .array(connectionSchema)
    .min(1)
    .superRefine(distinct('name'))
    .prefault([defaultConnection]),
  branding: brandingSchema.prefault({}),
  apis: z.array(apiSchema).superRefine(distinct('identifier')).default([]),
})

/** What names a connection must name one that there is. */
export const tenantSchema = members.superRefine((tenant, context) => {
  const known = new Set(tenant.connections.map(({ name }) => name))
  const check = (name: string, path: PropertyKey[]): void => {
    if (!known.has(name))
      context.addIssue({ code: 'custom', path, message: `there is no "${name}"` })
  }
  tenant.clients.forEach(({ connections = [] }, client) => {
    connections.forEach((name, index) => check(name, ['clients', client, 'connections', index]))
  })
  tenant.users.forEach(({ connection }, index) => {
    if (connection !== undefined) check(connection, ['users', index, 'connection'])
  })
})

export type Tenant = z.output<typeof tenantSchema>
/** A tenant as one writes it: everything that has a default may be left out. */
export type TenantInput = z.input<typeof tenantSchema>
