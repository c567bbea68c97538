import { equalSecrets } from '../equal-secrets.ts'
import { basePath, redirectTo } from '../exchange.ts'
import type { Exchange } from '../exchange.ts'
import { formSecret } from '../form-secret.ts'
import { currentSession } from '../logout/end-login.ts'
import { grantsPage } from '../pages/grants.ts'
import { messagePage } from '../pages/message-page.ts'
import { bodyParameters } from '../parameters.ts'
import { findUser } from '../provider.ts'
import type { Session } from '../stores/sessions.ts'
import { grantsOf, revokeGrants } from '../stores/user-grants.ts'

/** Shows the end-user who may do what in their name. */
export async function showGrants(exchange: Exchange): Promise<Response> {
  const { provider } = exchange.var
  const session = currentSession(exchange)
  if (!session) return nobody(exchange)
  const user = findUser(provider, session.sub)
  return grantsPage({
    basePath: basePath(provider),
    action: `${basePath(provider)}grants`,
    csrf: await secretOf(session),
    tenantName: provider.tenant.name,
    userName: user?.claims.name ?? user?.email ?? session.sub,
    grants: grantsOf(provider, session.sub),
  })
}

/** Takes back what one client may do, with every token it holds (RFC 9700 §4.14, ASVS 10.4.9). */
export async function answerGrants(exchange: Exchange): Promise<Response> {
  const { provider, entry } = exchange.var
  const session = currentSession(exchange)
  if (!session) return nobody(exchange)
  const form = await bodyParameters(exchange.req.raw)
  const site = exchange.req.header('Sec-Fetch-Site') ?? 'same-origin'
  const ownForm = await equalSecrets(form.one('csrf') ?? '', await secretOf(session))
  const clientId = form.one('client_id')
  if (!ownForm || site !== 'same-origin' || clientId === undefined) {
    entry.refused = 'grants'
    return messagePage({
      title: 'Nothing was changed',
      text: 'This form was not sent by the page that shows it. Open the page again.',
      status: 400,
      basePath: basePath(provider),
    })
  }
  entry.clientId = clientId
  revokeGrants(provider, { sub: session.sub, clientId })
  provider.consents.forget({ sub: session.sub, clientId })
  return redirectTo(`${basePath(provider)}grants`, 303)
}

const secretOf = ({ secret }: Session): Promise<string> => formSecret('grants', secret)

const nobody = (exchange: Exchange): Promise<Response> =>
  messagePage({
    title: 'Nobody is logged in',
    text: 'Log in at one of your applications, then open this page again.',
    status: 403,
    basePath: basePath(exchange.var.provider),
  })
