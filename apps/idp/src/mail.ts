import type { MockIdpOptions } from '@frontchannel/mock-idp'
import { createTransport } from 'nodemailer'
import type { Config } from './config.ts'

type Deliver = NonNullable<MockIdpOptions['deliver']>

/** Sends mails by SMTP. Text messages stay in the outbox: there is no gateway to hand them to. */
export function createMailer({ url, from }: NonNullable<Config['mail']>): Deliver {
  const transport = createTransport(url, { from })
  return async ({ channel, to, subject, text }) => {
    if (channel === 'email') await transport.sendMail({ to, subject, text })
  }
}
