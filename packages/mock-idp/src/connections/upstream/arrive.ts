import type { Interaction } from '../../authorize/interaction.ts'
import type { Exchange } from '../../exchange.ts'
import { findUser } from '../../provider.ts'
import type { Provider } from '../../provider.ts'
import type { User } from '../../tenant/user.ts'
import { keepAccount, sameEmail } from '../accounts.ts'
import { admit } from '../admit.ts'
import { goOn, interactionUrl } from '../answer.ts'
import { passOnPage } from '../../pages/pass-on.ts'
import type { Connection, OidcConnection, SamlConnection } from '../connection.ts'
import { isDatabase } from '../enabled.ts'
import { startSession } from '../start-session.ts'
import { subjectOf } from '../subject.ts'
import type { LoginProblem } from '../view.ts'

type UpstreamConnection = OidcConnection | SamlConnection

/** Whom an upstream provider vouches for. */
export interface UpstreamIdentity {
  readonly id: string
  readonly email?: string | undefined
  readonly claims: User['claims']
  /** OpenID Connect: what ends the login there, should somebody ask. */
  readonly idToken?: string | undefined
}

/** Logs in whom an upstream provider vouches for: as themselves, or as the account they own here. */
export async function arrive(
  exchange: Exchange,
  interaction: Interaction,
  connection: UpstreamConnection,
  identity: UpstreamIdentity,
): Promise<Response> {
  const { provider } = exchange.var
  const { clientId } = interaction.request.client
  const linked = connection.linkByVerifiedEmail ? ownerOf(provider, identity) : undefined
  const known = findUser(provider, await subjectOf(connection, identity.id))
  const verdict = linked
    ? { user: linked }
    : known
      ? { user: await keepAccount(provider, connection, identity) }
      : await admit(provider, connection, clientId, identity)
  if ('problem' in verdict) return comeBack(exchange, interaction, verdict.problem, verdict.detail)
  if (verdict.user.blocked) return comeBack(exchange, interaction, 'blocked')
  startSession(exchange, interaction, verdict.user, connection, identity.idToken)
  return passOn(exchange, interaction)
}

/** Not by a redirect: the browser may still be on its way from a form of the other service. */
const passOn = (exchange: Exchange, interaction: Interaction): Promise<Response> =>
  passOnPage(exchange.var.provider, interactionUrl(exchange.var.provider, interaction))

/** Back to the ways to log in, with what went wrong. */
export function comeBack(
  exchange: Exchange,
  interaction: Interaction,
  problem: LoginProblem,
  detail?: string,
): Response {
  interaction.view = { kind: 'methods', problem, ...(detail !== undefined && { detail }) }
  return goOn(exchange, interaction)
}

/**
 * The user of a database with the same address, if both sides have verified it. An address alone
 * proves nothing (OIDC Core §5.7): upstream anybody may have typed it.
 */
function ownerOf(provider: Provider, { email, claims }: UpstreamIdentity): User | undefined {
  if (email === undefined || claims.email_verified !== true) return undefined
  const databases = provider.tenant.connections.filter(isDatabase).map(({ name }) => name)
  const [first = ''] = databases
  return provider.tenant.users.find(
    (user) =>
      sameEmail(user.email, email) &&
      user.claims.email_verified === true &&
      databases.includes(user.connection ?? first),
  )
}

export const isUpstream = (connection: Connection | undefined): connection is UpstreamConnection =>
  connection !== undefined && 'linkByVerifiedEmail' in connection
