/** A mail or a text message that a tenant sends. */
export interface Message {
  readonly channel: 'email' | 'sms'
  /** An e-mail address, or a telephone number in E.164. */
  readonly to: string
  readonly subject: string
  /** Plain text, with the code or the link in it. */
  readonly text: string
  readonly code?: string | undefined
  readonly link?: string | undefined
}

/** Takes a message to whoever it is for; rejects if it cannot. */
export type Deliver = (message: Message) => Promise<void>

export interface SentMessage extends Message {
  /** ISO 8601, by the clock of the tenant. */
  readonly at: string
}
