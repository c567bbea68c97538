import { z } from 'zod'
import { apiSchema } from '../tenant/api.ts'
import { clientSchema } from '../tenant/client.ts'
import type { TenantInput } from '../tenant/tenant.ts'
import { userSchema } from '../tenant/user.ts'
import type { RequestLogEntry } from '../log/request-log.ts'
import { faultId } from './fault-id.ts'
import { mintInput } from './mint-input.ts'

/** Part of a path and of cookie names. */
const tenantId = z
  .string()
  .regex(/^[A-Za-z0-9_-]{1,100}$/, 'must be 1 to 100 letters, digits, - and _')
const tenant = { tenant: tenantId.default('main') }

/** Checked as a whole when the tenant is created, so that problems are told with their path. */
const tenantChanges = z.custom<Partial<TenantInput>>(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  'must be an object',
)

const armedFault = z.strictObject({
  id: faultId,
  /** How often it strikes; left out: always. */
  times: z.number().int().min(1).optional(),
  /** Only requests of which all this is true. */
  when: z
    .strictObject({
      clientId: z.string().optional(),
      responseType: z.string().optional(),
      prompt: z.string().optional(),
    })
    .optional(),
})

const running = z.object({ id: z.string(), issuer: z.string(), now: z.string() })
const done = z.object({})

/**
 * What the control plane can do: the same rows serve HTTP, the in-process control and the client.
 * Names in the path and the rest of the input are one object; a GET or DELETE sends the rest as query.
 */
export const controlCalls = {
  /** Creates a tenant, by default a copy of the main one; `changes` replace its members. */
  createTenant: {
    method: 'POST',
    path: '/_control/tenants',
    input: z.strictObject({
      id: tenantId.optional(),
      changes: tenantChanges.default({}),
      variables: z.record(z.string(), z.string()).default({}),
      /** False: the issuer has no slash at the end. */
      trailingSlash: z.boolean().default(true),
    }),
    output: running,
  },
  listTenants: {
    method: 'GET',
    path: '/_control/tenants',
    input: z.strictObject({}),
    output: z.object({ tenants: z.array(running) }),
  },
  deleteTenant: {
    method: 'DELETE',
    path: '/_control/tenants/:tenant',
    input: z.strictObject({ tenant: tenantId }),
    output: done,
  },
  /** Back to how it was created: registrations, keys, clock, faults, sessions, tokens and log. */
  resetTenant: {
    method: 'POST',
    path: '/_control/tenants/:tenant/reset',
    input: z.strictObject(tenant),
    output: done,
  },
  /** Replaces the faults armed for the tenant. */
  armFaults: {
    method: 'PUT',
    path: '/_control/tenants/:tenant/faults',
    input: z.strictObject({ ...tenant, faults: z.array(armedFault) }),
    output: z.object({ faults: z.array(armedFault) }),
  },
  /** Adds a user, or replaces the one with the same `sub`. */
  putUser: {
    method: 'PUT',
    path: '/_control/tenants/:tenant/users',
    input: z.strictObject({ ...tenant, user: userSchema }),
    output: done,
  },
  removeUser: {
    method: 'DELETE',
    path: '/_control/tenants/:tenant/users/:sub',
    input: z.strictObject({ ...tenant, sub: z.string() }),
    output: done,
  },
  /** Adds a client, or replaces the one with the same `clientId`. */
  putClient: {
    method: 'PUT',
    path: '/_control/tenants/:tenant/clients',
    input: z.strictObject({ ...tenant, client: clientSchema }),
    output: done,
  },
  removeClient: {
    method: 'DELETE',
    path: '/_control/tenants/:tenant/clients/:clientId',
    input: z.strictObject({ ...tenant, clientId: z.string() }),
    output: done,
  },
  /** Adds an API, or replaces the one with the same `identifier`. */
  putApi: {
    method: 'PUT',
    path: '/_control/tenants/:tenant/apis',
    input: z.strictObject({ ...tenant, api: apiSchema }),
    output: done,
  },
  rotateKeys: {
    method: 'POST',
    path: '/_control/tenants/:tenant/keys/rotate',
    input: z.strictObject({
      ...tenant,
      when: z.enum(['now', 'before-next-signature']).default('now'),
      /** False: tokens signed before no longer verify. */
      keepOld: z.boolean().default(true),
    }),
    output: done,
  },
  /** Moves the clock of the tenant by seconds, or sets it; a stopped one stands still. */
  moveClock: {
    method: 'POST',
    path: '/_control/tenants/:tenant/clock',
    input: z.strictObject({
      ...tenant,
      advance: z.number().default(0),
      set: z.iso.datetime().optional(),
      stopped: z.boolean().default(false),
    }),
    output: z.object({ now: z.string() }),
  },
  /** Logs a user in; a browser that gets the cookie has the session. */
  startSession: {
    method: 'POST',
    path: '/_control/tenants/:tenant/sessions',
    input: z.strictObject({ ...tenant, sub: z.string() }),
    output: z.object({
      sid: z.string(),
      cookie: z.object({ name: z.string(), value: z.string(), path: z.string() }),
    }),
  },
  /** Makes every session that of another user, as if somebody had switched accounts. */
  switchUser: {
    method: 'PUT',
    path: '/_control/tenants/:tenant/sessions',
    input: z.strictObject({ ...tenant, sub: z.string() }),
    output: z.object({ sessions: z.number() }),
  },
  /** Ends every session. */
  endSessions: {
    method: 'DELETE',
    path: '/_control/tenants/:tenant/sessions',
    input: z.strictObject(tenant),
    output: z.object({ sessions: z.number() }),
  },
  /** Allows scopes to a client beforehand, so that consent is not asked. */
  allow: {
    method: 'POST',
    path: '/_control/tenants/:tenant/consents',
    input: z.strictObject({
      ...tenant,
      sub: z.string(),
      clientId: z.string(),
      audience: z.string().optional(),
      scopes: z.array(z.string()),
    }),
    output: done,
  },
  /** Revokes what was granted: refresh tokens, codes, and Access Tokens at userinfo. */
  revoke: {
    method: 'POST',
    path: '/_control/tenants/:tenant/revoke',
    input: z.strictObject({
      ...tenant,
      sub: z.string().optional(),
      clientId: z.string().optional(),
    }),
    output: z.object({ grants: z.number() }),
  },
  /** Makes any token, however broken. */
  mint: {
    method: 'POST',
    path: '/_control/tenants/:tenant/mint',
    input: z.strictObject({ ...tenant, ...mintInput }),
    output: z.object({ token: z.string() }),
  },
  /** The requests after an id, oldest first; waits for the first one if asked to. */
  readLog: {
    method: 'GET',
    path: '/_control/tenants/:tenant/log',
    input: z.strictObject({
      ...tenant,
      since: z.coerce.number().int().default(0),
      waitMilliseconds: z.coerce.number().int().min(0).max(60_000).default(0),
    }),
    output: z.object({ entries: z.array(z.custom<RequestLogEntry>()) }),
  },
} as const satisfies Record<string, ControlCall>

interface ControlCall {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  readonly path: string
  readonly input: z.ZodType
  readonly output: z.ZodType
}

export type ControlCallName = keyof typeof controlCalls
type Calls = typeof controlCalls

/** What a caller passes: what has a default may be left out. */
export type ControlInput<Name extends ControlCallName> = z.input<Calls[Name]['input']>
export type ParsedInput<Name extends ControlCallName> = z.output<Calls[Name]['input']>
export type ControlOutput<Name extends ControlCallName> = z.output<Calls[Name]['output']>

/** The control plane as one calls it, in process or over HTTP. */
export type Control = {
  readonly [Name in ControlCallName]: (input: ControlInput<Name>) => Promise<ControlOutput<Name>>
}
