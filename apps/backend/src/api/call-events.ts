import { redact, type TraceEvent } from '@frontchannel/conformance'

interface Call {
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly status: number
  /** Milliseconds since the epoch. */
  readonly sentAt: number
  readonly answeredAt: number
}

/** A call of the API for the inspector. Bodies stay out: they are the user's. */
export function callEvents({
  method,
  url,
  headers,
  status,
  sentAt,
  answeredAt,
}: Call): readonly TraceEvent[] {
  return [
    {
      kind: 'message',
      step: 'api-request',
      at: sentAt,
      from: 'back-end',
      to: 'api',
      summary: `${method} ${url}`,
      ...redact(Object.entries(headers)),
    },
    {
      kind: 'message',
      step: 'api-response',
      at: answeredAt,
      from: 'api',
      to: 'back-end',
      summary: String(status),
      parameters: {},
      tokens: {},
    },
  ]
}
