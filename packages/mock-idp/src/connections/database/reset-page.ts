import { basePath } from '../../exchange.ts'
import type { Exchange } from '../../exchange.ts'
import { newPasswordPage } from '../../pages/connections/new-password.ts'
import { messagePage } from '../../pages/message-page.ts'
import { connectionTextsIn } from '../../pages/texts/connections/languages.ts'
import { languageOf } from '../../pages/texts/languages.ts'
import { bodyParameters } from '../../parameters.ts'
import { findConnection, isDatabase } from '../enabled.ts'
import { isUsablePassword } from './password-policy.ts'
import { changePassword } from './password-reset.ts'

/** Shows the form behind the link of a mail, and takes the new password: once. */
export async function resetPassword(exchange: Exchange): Promise<Response> {
  const { provider, entry } = exchange.var
  const { req } = exchange
  const form = req.method === 'POST' ? await bodyParameters(req.raw) : undefined
  const ticket = form?.one('ticket') ?? req.query('ticket') ?? ''
  const { resets } = provider.logins
  const reset = resets.get(ticket)
  const connection = findConnection(provider, reset?.connection)
  const base = basePath(provider)
  if (!reset || !isDatabase(connection)) {
    entry.refused = 'reset-password.ticket'
    return messagePage({
      title: 'This link does not work',
      text: 'It was used already, is too old, or a newer one was sent. Ask for another one on the login page.',
      status: 400,
      basePath: base,
    })
  }
  const language = languageOf(req.query('ui_locales'))
  const texts = connectionTextsIn(language)
  const { passwordMinLength } = connection
  const page = {
    basePath: base,
    action: `${base}reset-password`,
    tenantName: provider.tenant.name,
    ticket,
    passwordMinLength,
    language,
  }
  if (!form) return newPasswordPage(page)
  const password = form.one('password') ?? ''
  if (!isUsablePassword(password, passwordMinLength)) {
    return newPasswordPage({ ...page, problem: texts.invalidPassword(passwordMinLength) })
  }
  resets.delete(ticket)
  changePassword(provider, reset, password)
  return messagePage({
    title: texts.passwordChanged,
    text: texts.passwordChangedText,
    basePath: base,
  })
}
