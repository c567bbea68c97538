import type { Provider } from '../../provider.ts'

/** Messages to one address in ten minutes: a mailbox is not to be flooded, nor codes guessed. */
const mostMessages = 10
const windowSeconds = 600

/** Counts a message of a connection to an address; false: there were too many. */
export function mayWrite(
  { logins: { messages } }: Provider,
  connection: string,
  address: string,
): boolean {
  const key = JSON.stringify([connection, address.toLowerCase()])
  const { count = 0 } = messages.get(key) ?? {}
  if (count >= mostMessages) return false
  messages.set(key, { count: count + 1 }, windowSeconds)
  return true
}
