import type { Interaction } from '../authorize/interaction.ts'
import type { LoginState } from '../authorize/login-state.ts'
import type { Exchange } from '../exchange.ts'
import { goOn } from './answer.ts'
import type { Answer } from './answer.ts'
import type { Connection, OidcConnection, SamlConnection } from './connection.ts'
import { enabledConnection } from './enabled.ts'
import { showLogin } from './show-login.ts'
import { strategyOf } from './strategies.ts'
import { leaveForOidc } from './upstream/oidc.ts'
import { leaveForSaml } from './upstream/saml.ts'

/** What happens when somebody chooses a connection, by the kind of its strategy. */
export function begin(
  exchange: Exchange,
  interaction: Interaction,
  state: LoginState,
  connection: Connection,
): Response | Promise<Response> {
  const answer = { exchange, interaction, state }
  const hint = state.request.parameters.one('login_hint')
  switch (strategyOf(connection.strategy).kind) {
    case 'database':
      interaction.view = { kind: 'methods' }
      return goOn(exchange, interaction)
    case 'passwordless':
      interaction.view = {
        kind: 'address',
        connection: connection.name,
        ...(hint !== undefined && { address: hint }),
      }
      return goOn(exchange, interaction)
    case 'oidc':
      return leaveForOidc(answer, connection as OidcConnection)
    case 'saml':
      return leaveForSaml(answer, connection as SamlConnection)
  }
}

/** The button of a connection. */
export function chooseConnection({ exchange, interaction, form, state }: Answer) {
  const { provider, request } = state
  const connection = enabledConnection(provider, request.client, form.one('connection'))
  return connection
    ? begin(exchange, interaction, state, connection)
    : showLogin(exchange, interaction, state, { kind: 'methods' })
}

/** Back to the ways to log in. */
export function showMethods({ exchange, interaction }: Answer): Response {
  interaction.view = { kind: 'methods' }
  return goOn(exchange, interaction)
}
