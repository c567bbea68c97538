import type { Trace, TraceEvent } from '@frontchannel/conformance'
import { TokenError } from '@frontchannel/relying-party'

const note = (at: number, text: string): TraceEvent => ({
  kind: 'note',
  step: 'code-verification',
  at,
  text,
})

/**
 * Step 8 happens inside the provider, where nobody can look: that it took place, its answer tells.
 *
 * @param trace gets the events, and a note before the provider's answer
 */
export function notingVerification(trace: Trace | undefined): Trace | undefined {
  if (!trace) return undefined
  return (event) => {
    if (event.kind === 'message' && event.step === 'token-response') {
      trace(note(event.at, 'code, code verifier, client and secret are what they should be'))
    }
    trace(event)
  }
}

/** The same where the provider refused. */
export function noteRefusal(error: unknown, trace: Trace | undefined, now: Date): void {
  if (error instanceof TokenError) trace?.(note(now.getTime(), `it refused: ${error.error}`))
}
