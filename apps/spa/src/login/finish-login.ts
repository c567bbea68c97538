import type { Login, LoginTransaction, ResponseSource } from '@frontchannel/relying-party'
import { appPaths } from '../../server/app-paths.ts'
import { loadConfig } from '../config/load-config.ts'
import { webStorage } from '../storage/web-storage.ts'
import { mergeEvents } from '../trace/merge-events.ts'
import { openTraceLog, type TraceLog } from '../trace/trace-log.ts'
import { redeemByBackEnd } from './back-end-login.ts'
import { createBackEnd } from './back-end.ts'
import { handOver, pendingHandOver } from './hand-over.ts'
import { loggedInHint } from './logged-in-hint.ts'
import type { LoginOutcome, LoginProblem } from './outcome.ts'
import { problemOf } from './problem-of.ts'
import { protocolFor } from './protocol.ts'
import { home, safeReturnTo } from './return-to.ts'
import { whenOnline } from './when-online.ts'

/**
 * The redirection endpoint's work, after its address was erased: check, hand over, make way.
 * Returns the address of the page that takes over, or throws if nothing can be handed over.
 */
export async function finishLogin(response: ResponseSource): Promise<string> {
  const storage = webStorage('session')
  if (!storage) throw new Error('This browser keeps no storage for this site; a login needs some.')
  if ('url' in response && !/[?#]./.test(response.url)) return withoutResponse(storage)
  let attempt = await outcomeOf(response, storage)
  if (!navigator.onLine) {
    await whenOnline() // no page could take over before
    if (!attempt.isUsed) attempt = await outcomeOf(response, storage)
  }
  const { outcome } = attempt
  const to = outcome.problem ? pageOf(outcome.problem) : outcome.returnTo
  handOver(storage, outcome, to, new Date())
  return to
}

interface Attempt {
  readonly outcome: LoginOutcome
  /** Its transaction is gone: the same response cannot be tried again. */
  readonly isUsed: boolean
}

async function outcomeOf(response: ResponseSource, storage: Storage): Promise<Attempt> {
  let transaction: LoginTransaction | undefined
  try {
    const config = await loadConfig(fetch)
    const log = openTraceLog(storage, () => new Date())
    // a response that nobody asked for leaves its trace too
    if (log.runs().length === 0) log.begin({ kind: 'login', flow: config.flow, withBackEnd: false })
    const { completeLogin, settings, environment } = protocolFor(config, log)
    const { transactions } = environment
    const login = await completeLogin(settings, response, {
      ...environment,
      transactions: {
        save: (one) => transactions.save(one),
        // kept for "Try again": who was refused still wants to get where they were going
        take: (state) => (transaction = transactions.take(state)),
      },
    })
    const redeemed =
      login.handOver && transaction ? await handOffToBackEnd(login, transaction, log) : login
    const returnTo = safeReturnTo(login.returnTo, location.origin)
    return { outcome: { login: redeemed, returnTo }, isUsed: true }
  } catch (error) {
    const returnTo = safeReturnTo(transaction?.returnTo, location.origin)
    return { outcome: { problem: problemOf(error), returnTo }, isUsed: transaction !== undefined }
  }
}

async function handOffToBackEnd(login: Login, transaction: LoginTransaction, log: TraceLog) {
  const backEnd = createBackEnd((input, init) => fetch(input, init))
  const redeemed = await redeemByBackEnd(login, transaction, backEnd, log)
  // outside of the demo there is none, and a login is worth more than its trace
  mergeEvents(log, await backEnd.trace().catch(() => []))
  return redeemed
}

function pageOf(problem: LoginProblem): string {
  return problem.kind === 'refused' ? appPaths.loginRefused : appPaths.loginNotCompleted
}

/** A reload of this page, or a bookmark of it: the answer was used, so there is none to read. */
function withoutResponse(storage: Storage): string {
  const pending = pendingHandOver(storage)
  if (pending !== undefined) return pending
  if (loggedInHint(webStorage('local')).isSet()) return home // the session comes back silently
  const outcome = {
    problem: { kind: 'not-completed', error: 'app:no-response' },
    returnTo: home,
  } as const
  handOver(storage, outcome, appPaths.loginNotCompleted, new Date())
  return appPaths.loginNotCompleted
}
