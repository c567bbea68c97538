import { readCookie, writeCookie } from '../cookies.ts'
import { equalSecrets } from '../equal-secrets.ts'
import { inject } from '../faults/inject.ts'
import { logoutResponseInjectors } from '../faults/logout.ts'
import type { LogoutResponse } from '../faults/logout.ts'
import { basePath, redirectTo } from '../exchange.ts'
import type { Exchange } from '../exchange.ts'
import { formSecret } from '../form-secret.ts'
import { describeRequest } from '../log/describe-request.ts'
import { currentSession, endLogin } from '../logout/end-login.ts'
import { logoutChecks } from '../logout/checks.ts'
import { isFederated } from '../logout/leave-upstream.ts'
import type { LogoutRequest } from '../logout/checks.ts'
import { cspSource } from '../pages/page.ts'
import { languageOf } from '../pages/texts/languages.ts'
import { logoutPage } from '../pages/logout.ts'
import { bodyParameters, parametersOf } from '../parameters.ts'
import type { Parameters } from '../parameters.ts'
import { findUser } from '../provider.ts'
import type { Provider } from '../provider.ts'
import { randomId } from '../random.ts'
import type { Session } from '../stores/sessions.ts'
import { readOwnToken } from '../tokens/read-own-token.ts'
import { errorPage } from './error-page.ts'
import { goodbye } from './logout.ts'

/**
 * RP-initiated logout. A request with an ID Token of the session is obeyed; any other is
 * confirmed by the end-user, because any page could have sent it.
 *
 * @see OpenID Connect RP-Initiated Logout §2 https://openid.net/specs/openid-connect-rpinitiated-1_0.html#RPLogout
 */
export async function endSession(exchange: Exchange): Promise<Response> {
  const { provider, entry } = exchange.var
  const { req } = exchange
  const parameters =
    req.method === 'POST'
      ? await bodyParameters(req.raw)
      : parametersOf(new URL(req.url).searchParams)
  describeRequest(entry, parameters)
  const request = await readRequest(provider, parameters)
  for (const { id, refuses } of logoutChecks) {
    const description = refuses(request, provider)
    if (description === undefined) continue
    entry.refused = id
    return errorPage(exchange, { check: id, error: 'invalid_request', description })
  }

  const session = currentSession(exchange)
  if (req.method === 'POST' && !session && parameters.one('csrf') === undefined) {
    // a client may post its request, but only a GET brings the cookie along
    const query = new URLSearchParams(parameters.entries.map(([name, value]) => [name, value]))
    if (isFederated(exchange)) query.set('federated', '')
    return redirectTo(`${basePath(provider)}oidc/logout?${query.toString()}`, 303)
  }
  const meant = session && isMeant(session, request, provider)
  if (session && !meant && !(await isConfirmed(exchange, parameters))) {
    return askToLogOut(exchange, parameters, session.sub)
  }
  await endLogin(exchange)
  const federated = isFederated(exchange) ? session : undefined
  const address = parameters.one('post_logout_redirect_uri')
  if (address === undefined) return goodbye(exchange, federated, undefined)
  const response: LogoutResponse = { state: parameters.one('state') }
  await inject('logout-response', logoutResponseInjectors, response, provider, {
    requested: [],
    committed: entry.faults,
  })
  return goodbye(exchange, federated, withState(address, response.state))
}

/**
 * True if the request shows that it knows whose session it ends: by an ID Token of that end-user,
 * or by `logout_hint` with the `sid` that only clients of the session were told, as at Auth0.
 */
function isMeant(
  session: Session,
  { hint, logoutHint, clientId = '' }: LogoutRequest,
  provider: Provider,
): boolean {
  if (logoutHint === session.id && session.clients.has(clientId)) return true
  const names = [undefined, session.id, session.sub, findUser(provider, session.sub)?.email]
  return hint?.['sub'] === session.sub && names.includes(logoutHint)
}

/** The client is named outright, or is the audience of the hint. */
async function readRequest(provider: Provider, parameters: Parameters): Promise<LogoutRequest> {
  const text = parameters.one('id_token_hint')
  const hint = text === undefined ? undefined : await readOwnToken(provider, text)
  const audience = hint?.['aud']
  const clientId =
    parameters.one('client_id') ?? (typeof audience === 'string' ? audience : undefined)
  return { parameters, hint, clientId, logoutHint: parameters.one('logout_hint') }
}

async function isConfirmed(exchange: Exchange, parameters: Parameters): Promise<boolean> {
  const browser = readCookie(exchange, 'browser')
  const csrf = parameters.one('csrf')
  if (exchange.req.method !== 'POST' || csrf === undefined || browser === undefined) return false
  return equalSecrets(csrf, await formSecret('end-session', browser))
}

async function askToLogOut(
  exchange: Exchange,
  parameters: Parameters,
  sub: string,
): Promise<Response> {
  const { provider } = exchange.var
  const browser = readCookie(exchange, 'browser') ?? randomId()
  writeCookie(exchange, 'browser', browser)
  const address = parameters.one('post_logout_redirect_uri')
  const user = findUser(provider, sub)
  return logoutPage({
    basePath: basePath(provider),
    action: `${basePath(provider)}oidc/logout${isFederated(exchange) ? '?federated' : ''}`,
    csrf: await formSecret('end-session', browser),
    tenantName: provider.tenant.name,
    userName: user?.claims.name ?? user?.email ?? sub,
    parameters: parameters.entries.filter(([name]) => name !== 'csrf'),
    language: languageOf(parameters.one('ui_locales')),
    formTargets: address === undefined ? [] : [cspSource(address)],
  })
}

const withState = (address: string, state: string | undefined): string =>
  state === undefined
    ? address
    : `${address}${address.includes('?') ? '&' : '?'}${new URLSearchParams({ state }).toString()}`
