import type { Interaction } from '../authorize/interaction.ts'
import type { LoginState } from '../authorize/login-state.ts'
import { interactionParts } from '../endpoints/prompt-page.ts'
import type { Exchange } from '../exchange.ts'
import { addressPage } from '../pages/connections/address.ts'
import { codePage } from '../pages/connections/code.ts'
import { forgotPasswordPage, resetSentPage } from '../pages/connections/forgot-password.ts'
import { linkSentPage } from '../pages/connections/link-sent.ts'
import { signUpPage } from '../pages/connections/sign-up.ts'
import { connectionTextsIn } from '../pages/texts/connections/languages.ts'
import { loginPage } from '../pages/login.ts'
import { begin } from './begin.ts'
import { connectionLabel } from './label.ts'
import { demoUsers } from './database/log-in.ts'
import { databaseOf, enabledConnection, enabledConnections, isDatabase } from './enabled.ts'
import { isPasswordless } from './passwordless/answers.ts'
import type { LoginView } from './view.ts'

/**
 * Shows where somebody is in the login: at first the ways to log in, or the one that the request
 * names.
 */
export function showLogin(
  exchange: Exchange,
  interaction: Interaction,
  state: LoginState,
  view: LoginView | undefined = interaction.view,
): Response | Promise<Response> {
  if (view) return showView(exchange, interaction, state, view)
  const { one } = state.request.parameters
  const named = enabledConnection(state.provider, state.request.client, one('connection'))
  if (named && !isDatabase(named)) return begin(exchange, interaction, state, named)
  const wantsSignUp = one('screen_hint') === 'signup' || one('screen_hint') === 'sign_up'
  const offersSignUp = databaseOf(state.provider, state.request.client)?.signUp ?? false
  const kind = wantsSignUp && offersSignUp ? 'sign-up' : 'methods'
  const email = one('login_hint')
  return showView(exchange, interaction, state, { kind, ...(email !== undefined && { email }) })
}

function showView(
  exchange: Exchange,
  interaction: Interaction,
  state: LoginState,
  view: LoginView,
): Promise<Response> {
  const { provider, request } = state
  const parts = interactionParts(exchange, interaction)
  const texts = connectionTextsIn(parts.language)
  const database = databaseOf(provider, request.client)
  const problem = problemOf(view)
  const page = { ...parts, problem }

  function problemOf(shown: LoginView): string | undefined {
    const name = 'problem' in shown ? shown.problem : undefined
    if (name === undefined) return undefined
    const detail = 'detail' in shown ? shown.detail : undefined
    if (name === 'invalidPassword') return texts.invalidPassword(database?.passwordMinLength ?? 8)
    return detail === undefined ? texts.problems[name] : `${texts.problems[name]} ${detail}`
  }

  switch (view.kind) {
    case 'methods':
      return loginPage({
        ...page,
        email: view.email ?? '',
        database: database && { signUp: database.signUp },
        others: enabledConnections(provider, request.client)
          .filter((connection) => connection !== database)
          .map((connection) => ({
            name: connection.name,
            label: connectionLabel(connection, texts),
          })),
        template: provider.tenant.branding.ownLoginPage ? provider.code.loginPage : undefined,
        users: database ? demoUsers(provider, database) : [],
      })
    case 'sign-up':
      return signUpPage({
        ...page,
        email: view.email ?? '',
        passwordMinLength: database?.passwordMinLength ?? 8,
      })
    case 'forgot-password':
      return forgotPasswordPage({ ...page, email: view.email ?? '' })
    case 'reset-sent':
      return resetSentPage({ ...page, email: view.email })
    default: {
      const connection = enabledConnection(provider, request.client, view.connection)
      if (!connection || !isPasswordless(connection)) {
        return showView(exchange, interaction, state, { kind: 'methods' })
      }
      const chosen = { ...page, connection, address: view.address ?? '' }
      if (view.kind === 'address') return addressPage(chosen)
      return view.kind === 'code' ? codePage(chosen) : linkSentPage(chosen)
    }
  }
}
