import type { Interaction } from '../authorize/interaction.ts'
import type { LoginState, PromptName } from '../authorize/login-state.ts'
import { responseModeOf } from '../authorize/request.ts'
import { basePath } from '../exchange.ts'
import type { Exchange } from '../exchange.ts'
import { showLogin } from '../connections/show-login.ts'
import { upstreamOrigins } from '../connections/upstream/origins.ts'
import { consentPage } from '../pages/consent.ts'
import type { InteractionPage } from '../pages/interaction-page.ts'
import { cspSource } from '../pages/page.ts'
import { languageOf, textsIn } from '../pages/texts/languages.ts'
import { selectAccountPage } from '../pages/select-account.ts'
import { permissionGroups } from './permission-groups.ts'

/** The page of one prompt. */
export function promptPage(
  exchange: Exchange,
  interaction: Interaction,
  state: LoginState,
  prompt: PromptName,
): Response | Promise<Response> {
  const { user } = state
  if (!user || prompt === 'login') return showLogin(exchange, interaction, state)
  const page = interactionParts(exchange, interaction)
  const userName = user.claims.name ?? user.email
  if (prompt === 'select_account')
    return selectAccountPage({ ...page, userName, email: user.email })
  return consentPage({
    ...page,
    sub: user.sub,
    userName,
    groups: permissionGroups(state, page),
  })
}

/** What the pages of an interaction have in common. */
export function interactionParts(
  exchange: Exchange,
  { id, csrf, request }: Interaction,
): InteractionPage {
  const { provider } = exchange.var
  const base = basePath(provider)
  const language = languageOf(request.parameters.one('ui_locales'))
  return {
    basePath: base,
    action: `${base}interaction/${id}`,
    csrf,
    clientName: request.client.name,
    tenantName: provider.tenant.name,
    // the one of the request too: a native application may have chosen another port
    formTargets: [
      ...new Set([...request.client.callbackUrls, request.redirectUri].map(cspSource)),
      ...upstreamOrigins(provider, request.client),
    ],
    language,
    texts: textsIn(language, provider.tenant.branding.texts),
    keepsOpener: responseModeOf(request) === 'web_message',
  }
}
