import type { CheckEvent, TraceEvent } from '@frontchannel/conformance'
import type { Fault } from '@frontchannel/conformance/faults'
import { ApiProblem, createApiClient } from '@frontchannel/contract/client'
import { assertSameUser, flowById, type Login } from '@frontchannel/relying-party'
import { silentRenewPath } from '../../server/app-paths.ts'
import type { PublicConfig } from '../config/public-config.ts'
import { problemOf } from '../login/problem-of.ts'
import { protocolFor } from '../login/protocol.ts'
import { openTraceLog } from '../trace/trace-log.ts'
import { frameAnswer } from './frame-answer.ts'

type User = Parameters<typeof assertSameUser>[1]

/** What the real run came to. */
export interface Verdict {
  readonly outcome: 'refused' | 'reported' | 'accepted' | 'not-logged-in'
  /** The check, or the error, that ended it. */
  readonly by?: string
  readonly words?: string
  /** Every check of this app that ran, passed ones too. */
  readonly checks: readonly CheckEvent[]
}

// Tests play these: they come before any login that could ask for them, or meet a back-end, or are
// cut off by the browser itself.
const outOfSight = [
  'provider-metadata.',
  'jwks.',
  'http.',
  'logout-token.',
  'logout-response.',
  'token-response.refreshed.',
  'authorization-response.size.2m',
]

export const canBePlayed = ({ id, tampersWith, by, needs = [] }: Fault): boolean =>
  !outOfSight.some((prefix) => id.startsWith(prefix)) &&
  // a second ID Token is what the back-end gets
  !(tampersWith === 'token-response' && needs.includes('id_token')) &&
  by !== 'another-client'

/** A flow in which the fault has something to spoil. */
export function flowFor({ tampersWith, needs = [], harmlessBeside = [] }: Fault): string {
  if (tampersWith === 'token-response' && !needs.includes('id_token')) return 'code'
  const flows = [
    'id_token token',
    'code id_token token',
    'code id_token',
    'code',
    'token',
    'id_token',
  ]
  const fits = (flow: string): boolean => {
    const parts = flow.split(' ')
    return (
      needs.every((part) => parts.includes(part)) &&
      !harmlessBeside.some((part) => parts.includes(part))
    )
  }
  return flows.find(fits) ?? 'id_token token'
}

/**
 * Lets the mock IdP commit a fault in a login of its own, in a hidden frame: real request, real
 * answer, the same checks as everywhere. The session of this page does not take part.
 *
 * @param user who is logged in here, for an answer that is about somebody else
 */
export async function playAttack(
  fault: Fault,
  config: PublicConfig,
  user: User | undefined,
): Promise<Verdict> {
  const events: TraceEvent[] = []
  // it needs a log for its own runs, and this one is nobody's
  const log = openTraceLog(undefined, () => new Date())
  const wanted = { ...config, flow: flowFor(fault), clientId: 'timesheets-spa' }
  const protocol = protocolFor(wanted, log)
  const environment = {
    ...protocol.environment,
    trace: (event: TraceEvent) => void events.push(event),
  }
  const settings = { ...protocol.settings, redirectUri: location.origin + silentRenewPath }
  const checks = (): CheckEvent[] => events.filter((event) => event.kind === 'check')
  try {
    const request = {
      returnTo: '/',
      prompt: 'none',
      extra: { mock_faults: fault.id },
      ...(fault.id.startsWith('id-token.auth_time.') && { maxAge: 3_600 }),
    } as const
    const { url } = await protocol.startLogin(settings, request, environment)
    const login = await protocol.completeLogin(settings, await frameAnswer(url), environment)
    if (user && fault.id.startsWith('silent-answer.sub.')) {
      await assertSameUser(login, user, environment)
    }
    await useLogin(fault, login, wanted, { ...protocol, settings, environment })
    return { outcome: 'accepted', checks: checks() }
  } catch (cause) {
    return { ...verdictOf(cause, fault), checks: checks() }
  }
}

type Protocol = Pick<
  ReturnType<typeof protocolFor>,
  'discover' | 'fetchUserInfo' | 'settings' | 'environment'
>

/** Goes on to where the fault would hurt. */
async function useLogin(
  fault: Fault,
  login: Login,
  config: PublicConfig,
  protocol: Protocol,
): Promise<void> {
  const { accessToken, sub } = login
  if (!accessToken) return
  if (fault.tampersWith === 'userinfo' && sub !== undefined) {
    const { discover, fetchUserInfo, settings, environment } = protocol
    const metadata = await discover(settings.issuer, { ...environment, trace: undefined })
    await fetchUserInfo(metadata, accessToken.value, sub, environment)
  }
  if (fault.tampersWith === 'access-token') {
    const api = createApiClient({
      baseUrl: config.apiUrl,
      fetch: (input, init) => fetch(input, init),
      authorize: async () => ({ authorization: `Bearer ${accessToken.value}` }),
    })
    await api.totalTimesheets()
  }
}

function verdictOf(cause: unknown, fault: Fault): Omit<Verdict, 'checks'> {
  if (cause instanceof ApiProblem) {
    const { status, code, challenge } = cause
    const words = challenge?.errorDescription ?? cause.body?.detail ?? cause.body?.title ?? ''
    return { outcome: 'refused', by: `${status} ${code}`, words }
  }
  const problem = problemOf(cause)
  if (problem.kind === 'refused') {
    const { check, expected, actual } = problem.refusal
    return { outcome: 'refused', by: check, words: `Expected ${expected}, got ${actual}.` }
  }
  const needsUser = ['login_required', 'consent_required', 'interaction_required'].includes(
    problem.error,
  )
  if (needsUser && fault.verdict !== 'report') return { outcome: 'not-logged-in' }
  const by =
    cause instanceof Error && problem.error === 'app:unexpected' ? cause.name : problem.error
  return { outcome: 'reported', by }
}

/** Whether the run came out as the catalogue says. */
export function asExpected({ outcome, by }: Verdict, fault: Fault): boolean {
  if (fault.verdict === 'accept') return outcome === 'accepted'
  if (fault.verdict === 'report') return outcome === 'reported'
  if (outcome !== 'refused') return false
  return fault.by === 'resource-server' || by === fault.check
}

/** Said of a flow by its id, so that a card can show it. */
export const flowNameOf = (fault: Fault): string => flowById(flowFor(fault)).id
