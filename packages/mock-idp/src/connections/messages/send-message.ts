import { runSendMessage } from '../../rules/run-hooks.ts'
import type { Provider } from '../../provider.ts'
import type { Message } from './message.ts'

/** Sends a message, unless the tenant's hook has sent it in its own way. */
export async function sendMessage(provider: Provider, message: Message): Promise<boolean> {
  const hooked = await runSendMessage(provider, message)
  if (hooked === 'failed') return false
  return hooked === 'sent' ? true : provider.outbox.send(message)
}
