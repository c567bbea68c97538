import type { Deliver, Message, SentMessage } from './message.ts'

/** How many messages a tenant keeps. */
const most = 100

/** Every mail and text message of a tenant, so that a demo needs no mailbox. */
export interface Outbox {
  /** Keeps a message and hands it on; false: it could not be delivered. */
  readonly send: (message: Message) => Promise<boolean>
  /** Newest first. */
  readonly all: () => readonly SentMessage[]
}

export function createOutbox(now: () => Date, deliver: Deliver | undefined): Outbox {
  let messages: readonly SentMessage[] = []
  return {
    all: () => messages,
    async send(message) {
      messages = [{ ...message, at: now().toISOString() }, ...messages].slice(0, most)
      if (!deliver) return true
      try {
        await deliver(message)
        return true
      } catch {
        return false
      }
    },
  }
}
