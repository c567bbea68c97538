import { faults, type Fault } from '@frontchannel/conformance/faults'
import { describe, expect, it } from 'vitest'
import { startFaultyProvider, start } from '../test/faulty-provider.ts'
import { walkWith } from '../test/walk.ts'
import { logoutTokenChecks, validateLogoutToken } from './confidential-client.ts'
import {
  discover,
  flowById,
  flows,
  idTokenChecks,
  metadataChecks,
  responseChecks,
  sessionChecks,
  successChecks,
  tokenResponseChecks,
  userInfoChecks,
  type Flow,
} from './index.ts'
import { codeChecks } from './provider/metadata.checks.ts'

const catalogue: readonly Fault[] = faults
const ours = catalogue.filter(({ by }) => by === 'relying-party')

const getsIdToken = (flow: Flow): boolean => flow.issuesIdToken || flow.issuesCode
const getsAccessToken = (flow: Flow): boolean => flow.issuesAccessToken || flow.issuesCode
const getsUserInfo = (flow: Flow): boolean => getsIdToken(flow) && getsAccessToken(flow)
const refreshes = ({ redeemedBy }: Flow): boolean => redeemedBy === 'back-end'

/** Which flows ever meet what a fault tampers with: the first prefix of its id that is listed. */
const reach: readonly (readonly [prefix: string, meets: (flow: Flow) => boolean])[] = [
  ['provider-metadata.', () => true],
  ['jwks.', getsIdToken],
  ['authorization-response.', () => true],
  // pages are answers that never reach a client; a bare Access Token names nobody to compare
  ['silent-answer.sub.', ({ issuesIdToken }) => issuesIdToken],
  ['silent-answer.error.', () => true],
  ['id-token.', getsIdToken],
  ['token-response.refreshed.', refreshes],
  ['token-response.', ({ issuesCode }) => issuesCode],
  ['userinfo.', getsUserInfo],
  ['http.discovery.', () => true],
  ['http.jwks.', getsIdToken],
  ['http.token.', ({ issuesCode }) => issuesCode],
  ['http.userinfo.', getsUserInfo],
]

const partsOf = ({ responseType }: Flow): readonly string[] => responseType.split(' ')

function flowsThatMeet({ id, needs = [] }: Fault): readonly Flow[] {
  const meets = reach.find(([prefix]) => id.startsWith(prefix))?.[1] ?? (() => false)
  return flows.filter((flow) => meets(flow) && needs.every((part) => partsOf(flow).includes(part)))
}

const isHarmless = ({ harmlessBeside = [] }: Fault, flow: Flow): boolean =>
  harmlessBeside.some((part) => partsOf(flow).includes(part))

/** Faults that no walk meets, and who does. */
const elsewhere: Readonly<Record<string, string>> = {
  'silent-answer.page.': 'no response reaches the client: the hidden frame of the SPA times out',
  'logout-token.': 'sent to the back-end, not through a walk: the second table below',
  'logout-response.': 'the client keeps no state for the way back: the SPA is logged out before',
}
const isElsewhere = ({ id }: Fault): boolean =>
  Object.keys(elsewhere).some((prefix) => id.startsWith(prefix))

/** The checks before a code is redeemed: a refusal by one of them sends the code nowhere. */
const stopsBeforeCode = ({ tampersWith }: Fault, flow: Flow): boolean =>
  ['provider-metadata', 'authorization-response'].includes(tampersWith) ||
  (flow.issuesIdToken && ['id-token', 'jwks'].includes(tampersWith))

describe.each(ours.filter((fault) => !isElsewhere(fault)))('$id', (fault) => {
  it.each(flowsThatMeet(fault))(`${fault.verdict} by \`$id\``, async (flow) => {
    const { error, login, failed, asked } = await walkWith(fault, flow)
    if (fault.verdict === 'accept' || isHarmless(fault, flow)) {
      expect(error).toBeUndefined()
      expect(login).toMatchObject({ flow: flow.id })
      return
    }
    if (fault.verdict === 'report') {
      expect(`${fault.id}: ${nameOf(error)}`).toBe(`${fault.id}: ${reportOf(fault)}`)
      return
    }
    expect(error).toMatchObject({ name: 'ProtocolError', check: fault.check })
    expect(failed).toEqual([fault.check])
    if (fault.tampersWith !== 'userinfo') expect(asked).not.toContain('userinfo')
    if (stopsBeforeCode(fault, flow)) expect(asked).not.toContain('token')
  })
})

function nameOf(error: unknown): string {
  const { name, error: code, check, failure } = error as Record<string, string | undefined>
  return `${name ?? ''} ${code ?? check ?? failure ?? ''}`
}

const errorCodes: Readonly<Record<string, string>> = {
  unknown: 'error_of_the_future',
  markup: 'access_denied',
  long: 'access_denied',
  bidirectional: 'access_denied',
  'script-uri': 'access_denied',
  'with-tokens': 'access_denied',
}

const transportFailures: Readonly<Record<string, string>> = {
  slow: 'timeout',
  cut: 'network',
  'status-500': 'status',
  'status-503': 'status',
  html: 'content-type',
  'not-json': 'json',
  huge: 'size',
  redirect: 'network',
}

/** An empty object is JSON, so a check judges it; a key set without keys is none. */
const emptyObjects: Readonly<Record<string, string>> = {
  'http.discovery.empty-object': 'ProtocolError provider-metadata.issuer',
  'http.jwks.empty-object': 'ProviderError shape',
  'http.token.empty-object': 'ProtocolError token-response.members',
  'http.userinfo.empty-object': 'ProtocolError userinfo.sub',
}

/** The error that has to tell of a fault. */
function reportOf({ id, tampersWith }: Fault): string {
  const how = id.slice(id.lastIndexOf('.') + 1)
  if (tampersWith === 'token-response' && how !== 'lost') return `TokenError ${how}`
  if (tampersWith === 'http' && id.startsWith('http.token.status-')) {
    return `TokenError ${how === 'status-500' ? 'server_error' : 'temporarily_unavailable'}`
  }
  if (tampersWith === 'http') {
    return emptyObjects[id] ?? `ProviderError ${transportFailures[how] ?? ''}`
  }
  return how === 'lost' ? 'ProviderError network' : `AuthorizationError ${errorCodes[how] ?? how}`
}

describe('validateLogoutToken', () => {
  const rows = ours.filter(({ tampersWith }) => tampersWith === 'logout-token')

  async function judge(...armed: readonly Fault[]): Promise<unknown> {
    const provider = await startFaultyProvider()
    const env = { fetch: provider.fetch, now: () => start }
    const token = await provider.mint({
      kind: 'logout-token',
      clientId: 'back-end',
      lifetime: 120,
      faults: armed.map(({ id }) => id as (typeof faults)[number]['id']),
    })
    const metadata = await discover(provider.issuer, env)
    const settings = {
      issuer: provider.issuer,
      clientId: 'back-end',
      redirectUri: 'https://app.example.com/callback',
      scope: 'openid',
      resourceParameter: 'audience',
      flow: flowById('code backend'),
    } as const
    return validateLogoutToken(token, metadata, settings, env).catch((error: unknown) => error)
  }

  it('accepts one without a fault', async () => {
    expect(await judge()).toMatchObject({ sub: 'auth0|ann' })
  })

  it.each(rows)('$id', async (fault) => {
    expect(await judge(fault)).toMatchObject({
      name: 'ProtocolError',
      check: (fault as { check?: string }).check,
    })
  })
})

describe('the catalogue', () => {
  const checks = [
    ...metadataChecks,
    ...codeChecks,
    ...responseChecks,
    ...successChecks,
    ...idTokenChecks,
    ...tokenResponseChecks,
    ...userInfoChecks,
    ...sessionChecks,
    ...logoutTokenChecks,
  ]
  const named = new Set(ours.flatMap((row) => (row.verdict === 'reject' ? [row.check] : [])))

  it('has a fault for each check', () => {
    expect(checks.map(({ id }) => id).filter((id) => !named.has(id))).toEqual([])
  })

  it('names no check that does not exist', () => {
    const known = new Set<string>(checks.map(({ id }) => id))
    expect([...named].filter((id) => !known.has(id))).toEqual([])
  })

  it('has no fault that no test meets', () => {
    const unmet = ours.filter((row) => !isElsewhere(row) && flowsThatMeet(row).length === 0)
    expect(unmet.map(({ id }) => id)).toEqual([])
  })
})
