import { sessionCookie } from '../cookies.ts'
import { passwordAcr } from '../authorize/acr.ts'
import type { Provider } from '../provider.ts'
import { findUser } from '../provider.ts'
import { randomId } from '../random.ts'
import { TenantError } from '../tenant/parse-tenant.ts'
import { mainTenant } from '../tenants.ts'
import { revokeGrants } from '../stores/user-grants.ts'
import type { RunningTenant, Tenants } from '../tenants.ts'
import type { ControlCallName, ControlOutput, ParsedInput } from './calls.ts'
import { ControlError } from './control-error.ts'
import { mint } from './mint.ts'

/** What each control call does. */
type Handlers = {
  readonly [Name in ControlCallName]: (
    tenants: Tenants,
    input: ParsedInput<Name>,
  ) => ControlOutput<Name> | Promise<ControlOutput<Name>>
}

export const controlHandlers: Handlers = {
  createTenant(tenants, { id = randomId(9), changes, variables, trailingSlash }) {
    if (tenants.find(id)) throw new ControlError(409, `there is a tenant "${id}" already`)
    const main = find(tenants, mainTenant).definition
    return describe(
      explained(() =>
        tenants.create({
          id,
          input: { ...main.input, ...changes },
          variables: { ...main.variables, ...variables },
          trailingSlash,
          code: main.code,
        }),
      ),
    )
  },
  listTenants: (tenants) => ({ tenants: tenants.all().map(describe) }),
  deleteTenant(tenants, { tenant }) {
    if (tenant === mainTenant) throw new ControlError(400, 'the main tenant cannot be deleted')
    find(tenants, tenant)
    tenants.remove(tenant)
    return {}
  },
  resetTenant(tenants, { tenant }) {
    tenants.create(find(tenants, tenant).definition)
    return {}
  },
  armFaults(tenants, { tenant, faults }) {
    provider(tenants, tenant).armedFaults.arm(faults)
    return { faults }
  },
  putUser(tenants, { tenant, user }) {
    const { tenant: registered } = provider(tenants, tenant)
    registered.users = put(registered.users, user, 'sub')
    return {}
  },
  removeUser(tenants, { tenant, sub }) {
    const { tenant: registered } = provider(tenants, tenant)
    registered.users = registered.users.filter((user) => user.sub !== sub)
    return {}
  },
  putClient(tenants, { tenant, client }) {
    const { tenant: registered } = provider(tenants, tenant)
    registered.clients = put(registered.clients, client, 'clientId')
    return {}
  },
  removeClient(tenants, { tenant, clientId }) {
    const { tenant: registered } = provider(tenants, tenant)
    registered.clients = registered.clients.filter((client) => client.clientId !== clientId)
    return {}
  },
  putApi(tenants, { tenant, api }) {
    const { tenant: registered } = provider(tenants, tenant)
    registered.apis = put(registered.apis, api, 'identifier')
    return {}
  },
  async rotateKeys(tenants, { tenant, when, keepOld }) {
    await provider(tenants, tenant).keys.rotate({ when, keepOld })
    return {}
  },
  moveClock(tenants, { tenant, advance, set, stopped }) {
    const { clock } = find(tenants, tenant)
    if (set !== undefined || stopped) clock.set(new Date(set ?? clock.now()), stopped)
    clock.advance(advance)
    return { now: clock.now().toISOString() }
  },
  startSession(tenants, { tenant, sub }) {
    const owner = provider(tenants, tenant)
    const session = owner.sessions.start(existing(owner, sub), passwordAcr)
    return { sid: session.id, cookie: sessionCookie(owner, session.secret) }
  },
  switchUser(tenants, { tenant, sub }) {
    const owner = provider(tenants, tenant)
    const sessions = owner.sessions.all()
    for (const session of sessions) session.sub = existing(owner, sub)
    return { sessions: sessions.length }
  },
  endSessions(tenants, { tenant }) {
    const { sessions } = provider(tenants, tenant)
    const ended = sessions.all()
    ended.forEach((session) => sessions.end(session))
    return { sessions: ended.length }
  },
  allow(tenants, { tenant, ...question }) {
    provider(tenants, tenant).consents.remember(question)
    return {}
  },
  revoke(tenants, { tenant, sub, clientId }) {
    return { grants: revokeGrants(provider(tenants, tenant), { sub, clientId }) }
  },
  mint: async (tenants, { tenant, ...order }) => ({
    token: await mint(provider(tenants, tenant), { tenant, ...order }),
  }),
  async readLog(tenants, { tenant, since, waitMilliseconds }) {
    const { log } = provider(tenants, tenant)
    return { entries: [...(await log.waitFor(since, waitMilliseconds))] }
  },
}

function find(tenants: Tenants, id: string): RunningTenant {
  const tenant = tenants.find(id)
  if (!tenant) throw new ControlError(404, `there is no tenant "${id}"`)
  return tenant
}

const provider = (tenants: Tenants, id: string): Provider => find(tenants, id).provider

const describe = ({
  provider: { id, issuer, now },
}: RunningTenant): ControlOutput<'createTenant'> => ({
  id,
  issuer,
  now: now().toISOString(),
})

/** Says what is wrong with a tenant in the answer to the call. */
function explained<Result>(create: () => Result): Result {
  try {
    return create()
  } catch (error) {
    throw error instanceof TenantError ? new ControlError(400, error.message) : error
  }
}

const put = <Row>(rows: readonly Row[], row: Row, key: keyof Row): Row[] => [
  ...rows.filter((other) => other[key] !== row[key]),
  row,
]

function existing(owner: Provider, sub: string): string {
  if (!findUser(owner, sub)) throw new ControlError(400, `the tenant has no user "${sub}"`)
  return sub
}
