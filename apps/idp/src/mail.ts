import type { MockIdpOptions } from '@frontchannel/mock-idp'
import { createTransport } from 'nodemailer'
import type { Config } from './config.ts'

type Deliver = NonNullable<MockIdpOptions['deliver']>

const isLoopback = (url: string): boolean =>
  /^(localhost|127(\.\d+){3}|\[::1\])$/.test(new URL(url).hostname)

/** Sends mails by SMTP. Text messages stay in the outbox: there is no gateway to hand them to. */
export function createMailer({ url, from }: NonNullable<Config['mail']>): Deliver {
  const transport = createTransport(
    // a mail catcher on this machine has a certificate that nobody signed, and nobody in between
    isLoopback(url) ? { url, tls: { rejectUnauthorized: false } } : url,
    { from },
  )
  return async ({ channel, to, subject, text }) => {
    if (channel === 'email') await transport.sendMail({ to, subject, text })
  }
}
