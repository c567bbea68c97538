import { endpointUrl } from '../../provider.ts'
import type { Provider } from '../../provider.ts'
import type { PasswordlessConnection } from '../connection.ts'
import type { Message } from '../messages/message.ts'
import { sendMessage } from '../messages/send-message.ts'
import type { LoginProblem } from '../view.ts'
import { issueChallenge } from './challenge.ts'
import type { Challenge, ChallengeOrder } from './challenge.ts'

/** Messages to one address in ten minutes: a mailbox is not to be flooded, nor codes guessed. */
const mostMessages = 10
const windowSeconds = 600

/** Sends a code or a link. The message names the application, so that nobody is lured into another. */
export async function sendChallenge(
  provider: Provider,
  connection: PasswordlessConnection,
  applicationName: string,
  order: ChallengeOrder,
): Promise<LoginProblem | undefined> {
  if (!mayWrite(provider, connection, order.address)) return 'tooManyMessages'
  const challenge = issueChallenge(provider, connection, order)
  const message = describe(provider, connection, applicationName, challenge)
  return (await sendMessage(provider, message)) ? undefined : 'notSent'
}

function mayWrite(
  { logins: { messages } }: Provider,
  connection: PasswordlessConnection,
  address: string,
): boolean {
  const key = JSON.stringify([connection.name, address])
  const { count = 0 } = messages.get(key) ?? {}
  if (count >= mostMessages) return false
  messages.set(key, { count: count + 1 }, windowSeconds)
  return true
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
