import { endpointUrl } from '../../provider.ts'
import type { Provider } from '../../provider.ts'
import type { PasswordlessConnection } from '../connection.ts'
import { mayWrite } from '../messages/may-write.ts'
import type { Message } from '../messages/message.ts'
import { sendMessage } from '../messages/send-message.ts'
import type { LoginProblem } from '../view.ts'
import { issueChallenge } from './challenge.ts'
import type { Challenge, ChallengeOrder } from './challenge.ts'

/** Sends a code or a link. The message names the application, so that nobody is lured into another. */
export async function sendChallenge(
  provider: Provider,
  connection: PasswordlessConnection,
  applicationName: string,
  order: ChallengeOrder,
): Promise<LoginProblem | undefined> {
  if (!mayWrite(provider, connection.name, order.address)) return 'tooManyMessages'
  const challenge = issueChallenge(provider, connection, order)
  const message = describe(provider, connection, applicationName, challenge)
  return (await sendMessage(provider, message)) ? undefined : 'notSent'
}

function describe(
  provider: Provider,
  { strategy, send, lifetime }: PasswordlessConnection,
  applicationName: string,
  { address, secret }: Challenge,
): Message {
  const common = { channel: strategy, to: address }
  const minutes = Math.max(1, Math.floor(lifetime / 60))
  const warning = `If you are not logging in to ${applicationName} right now, do nothing.`
  if (send === 'link') {
    const link = `${endpointUrl(provider, 'passwordless/verify_redirect')}?ticket=${secret}`
    return {
      ...common,
      subject: `Log in to ${applicationName}`,
      text: `Open this link in the browser that you are logging in with, within ${minutes} minutes:\n\n${link}\n\n${warning}`,
      link,
    }
  }
  return {
    ...common,
    subject: `Your code for ${applicationName}`,
    text: `Your code to log in to ${applicationName} is ${secret}. It works for ${minutes} minutes. ${warning}`,
    code: secret,
  }
}
