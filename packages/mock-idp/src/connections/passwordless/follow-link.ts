import { readCookie } from '../../cookies.ts'
import { equalSecrets } from '../../equal-secrets.ts'
import { basePath } from '../../exchange.ts'
import type { Exchange } from '../../exchange.ts'
import { messagePage } from '../../pages/message-page.ts'
import { goOn } from '../answer.ts'
import { enabledConnection } from '../enabled.ts'
import { startSession } from '../start-session.ts'
import { accountOf, isPasswordless } from './answers.ts'
import { findLink, useLink } from './challenge.ts'

/**
 * Takes a magic link: once, before it is over, and in the browser that asked for it. Whoever reads
 * the mail elsewhere, or a scanner that opens every link, gets nothing and uses nothing up.
 */
export async function followLink(exchange: Exchange): Promise<Response> {
  const { provider, entry } = exchange.var
  const challenge = findLink(provider, exchange.req.query('ticket') ?? '')
  const interaction = challenge && provider.interactions.get(challenge.purpose)
  if (!challenge || !interaction) return over(exchange, 'link')
  entry.clientId = interaction.request.client.clientId
  const browser = readCookie(exchange, 'browser') ?? ''
  if (!(await equalSecrets(browser, challenge.browser ?? ''))) return over(exchange, 'link.browser')
  const connection = enabledConnection(provider, interaction.request.client, challenge.connection)
  // of two requests at once only one still finds it
  if (
    !connection ||
    !isPasswordless(connection) ||
    findLink(provider, challenge.secret) === undefined
  ) {
    return over(exchange, 'link')
  }
  useLink(provider, challenge)
  const verdict = await accountOf(provider, connection, entry.clientId, challenge.address)
  if ('problem' in verdict) interaction.view = { kind: 'methods', ...verdict }
  else startSession(exchange, interaction, verdict.user, connection)
  return goOn(exchange, interaction)
}

function over(exchange: Exchange, refused: 'link' | 'link.browser'): Promise<Response> {
  exchange.var.entry.refused = refused
  return messagePage({
    title: 'This link does not work',
    text:
      refused === 'link.browser'
        ? 'It works only in the browser that you are logging in with. Open it there, or go back to the application and log in again.'
        : 'It was used already, is too old, or a newer one was sent. Go back to the application and log in again.',
    status: 400,
    basePath: basePath(exchange.var.provider),
  })
}
