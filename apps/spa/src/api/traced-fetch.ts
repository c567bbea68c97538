import { redact, type Trace } from '@frontchannel/conformance'

/** Leaves one event for each request and each response. Bodies stay out: they are the user's. */
export function tracedFetch(send: typeof fetch, trace: Trace): typeof fetch {
  return async (input, init) => {
    const { method = 'GET' } = init ?? {}
    trace({
      kind: 'message',
      step: 'api-request',
      at: Date.now(),
      from: 'spa',
      to: 'api',
      summary: `${method} ${addressOf(input)}`,
      ...redact(new Headers(init?.headers)),
    })
    try {
      const answer = await send(input, init)
      trace({
        kind: 'message',
        step: 'api-response',
        at: Date.now(),
        from: 'api',
        to: 'spa',
        summary: `${answer.status} ${answer.statusText}`.trim(),
        ...redact(shown(answer.headers)),
      })
      return answer
    } catch (error) {
      trace({ kind: 'note', step: 'api-response', at: Date.now(), text: 'No answer arrived.' })
      throw error
    }
  }
}

function addressOf(input: RequestInfo | URL): string {
  const url = new URL(input instanceof Request ? input.url : input)
  return url.origin + url.pathname
}

function* shown(headers: Headers): Iterable<[string, string]> {
  for (const name of ['content-type', 'www-authenticate', 'retry-after']) {
    const value = headers.get(name)
    if (value !== null) yield [name, value]
  }
}
