import { answerWithError } from '../authorize/answer.ts'
import { grantedScopes } from '../authorize/granted-scopes.ts'
import type { LoginState } from '../authorize/login-state.ts'
import type { AcceptedRequest } from '../authorize/request.ts'
import { basePath } from '../exchange.ts'
import type { Exchange } from '../exchange.ts'
import { endLogin } from '../logout/end-login.ts'
import { messagePage } from '../pages/message-page.ts'
import { passOnPage } from '../pages/pass-on.ts'
import { randomId } from '../random.ts'
import type { RuleClaims } from '../stores/grants.ts'
import type { Session } from '../stores/sessions.ts'
import type { Api } from '../tenant/api.ts'
import type { User } from '../tenant/user.ts'
import { ruleContext, ruleUser } from './rule-input.ts'
import { runRules } from './run-rules.ts'
import type { RuleOutcome } from './run-rules.ts'

/** Seconds that somebody may stay where a rule has sent them. */
const pauseLifetime = 1800

export interface Granted {
  readonly scopes: readonly string[]
  readonly ruleClaims: RuleClaims
}

/** The parameters with which somebody came back from where a rule had sent them. */
export interface Resumed {
  readonly query: Readonly<Record<string, string>>
}

type Login = LoginState & { readonly session: Session; readonly user: User }

/**
 * Lets the tenant's rules judge a login: what they grant, or the answer that ends it. Nothing has
 * been issued yet, so a refusal or a failure leaves nothing behind.
 */
export async function applyRules(
  exchange: Exchange,
  login: Login,
  resumed?: Resumed,
): Promise<Granted | Response> {
  const { provider, request, session, user } = login
  const scopes = grantedScopes(request, user)
  const { rules = [] } = provider.code
  if (rules.length === 0) return { scopes, ruleClaims: { idToken: {}, accessToken: {} } }
  const outcome = await runRules(
    rules,
    ruleUser(provider, user, request.api),
    ruleContext(provider, { request, session, user }, resumed, exchange.env.address),
  )
  if (outcome.kind !== 'go-on') return refuse(exchange, login, outcome)
  // once: a rule that always redirects must not send somebody round in circles
  if (outcome.redirect !== undefined && !resumed) return pause(exchange, login, outcome.redirect)
  return {
    scopes: outcome.scopes ? allowedScopes(outcome.scopes, scopes, request.api) : scopes,
    ruleClaims: { idToken: outcome.idToken, accessToken: outcome.accessToken },
  }
}

/** A rule may give what the API defines, and of the protocol's own only what was granted anyway. */
export const allowedScopes = (
  wanted: readonly string[],
  granted: readonly string[],
  api: Api | undefined,
): readonly string[] =>
  wanted.filter(
    (scope) => granted.includes(scope) || (api?.scopes.some(({ name }) => name === scope) ?? false),
  )

async function refuse(
  exchange: Exchange,
  { provider, request, done }: Login,
  { kind, rule, message }: Exclude<RuleOutcome, { kind: 'go-on' }>,
): Promise<Response> {
  const { entry } = exchange.var
  entry.upstream = `rule "${rule}": ${message}`
  // who has just logged in must be able to try as somebody else
  if (done.has('login')) await endLogin(exchange)
  if (kind === 'denied') return answerWithError(exchange, request, 'unauthorized', message)
  const description = 'a rule of the login service failed'
  if (isSilent(request)) return answerWithError(exchange, request, 'server_error', description)
  entry.error = 'server_error'
  return messagePage({
    title: 'The login could not be completed',
    text: 'A rule of the login service failed. Nobody is logged in. Try again; if it happens again, tell those who run the service what you see here.',
    details: { Rule: rule, 'Client ID': request.client.clientId, Service: provider.tenant.name },
    status: 500,
    basePath: basePath(provider),
  })
}

const isSilent = ({ prompts }: AcceptedRequest): boolean => prompts.includes('none')

function pause(exchange: Exchange, login: Login, url: string): Response | Promise<Response> {
  const { provider, request, session, done } = login
  if (isSilent(request)) {
    const description = 'a rule wants to ask the end-user something'
    return answerWithError(exchange, request, 'interaction_required', description)
  }
  const state = randomId()
  provider.logins.pauses.set(state, { request, sessionId: session.id, done }, pauseLifetime)
  const target = new URL(url)
  target.searchParams.set('state', state)
  // not a redirect: a form may have led here, and its page does not know that address
  return passOnPage(provider, target.href)
}
