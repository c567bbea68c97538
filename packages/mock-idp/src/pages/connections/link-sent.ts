import { connectionTextsIn } from '../texts/connections/languages.ts'
import type { PasswordlessPage } from './address.ts'
import { sendAgain } from './code.ts'
import { formPage } from './form-page.ts'

/** Sends the end-user to their mailbox. */
export function linkSentPage(page: PasswordlessPage): Promise<Response> {
  const texts = connectionTextsIn(page.language)
  return formPage(page, {
    heading: texts.checkMail,
    introduction: texts.linkSent(page.address),
    fields: '',
    below: sendAgain(page),
  })
}
