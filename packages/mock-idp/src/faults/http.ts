import type { HttpBehaviour } from '@frontchannel/conformance/faults'
import type { RequestLogEntry } from '../log/request-log.ts'
import type { Provider } from '../provider.ts'

type Answer = () => Promise<Response>
type Behave = (answer: Answer) => Response | Promise<Response>

const slowSeconds = 30
const hugeBytes = 5_000_000

const json = (body: string): Response =>
  new Response(body, { headers: { 'Content-Type': 'application/json' } })

/** How an endpoint misbehaves, whichever it is. */
const behaviours: Readonly<Record<HttpBehaviour, Behave>> = {
  slow: async (answer) => {
    await sleep(slowSeconds)
    return answer()
  },
  cut: async (answer) => cutOff(await answer()),
  'status-500': () => Response.json({ error: 'server_error' }, { status: 500 }),
  'status-503': () =>
    Response.json(
      { error: 'temporarily_unavailable' },
      { status: 503, headers: { 'Retry-After': '5' } },
    ),
  html: () =>
    new Response('<!doctype html><title>Welcome</title><h1>Welcome to this network</h1>', {
      headers: { 'Content-Type': 'text/html' },
    }),
  'not-json': async (answer) => json((await (await answer()).text()).slice(0, -1)),
  'empty-object': () => json('{}'),
  huge: async (answer) => json((await (await answer()).text()).padEnd(hugeBytes)),
  // 307 keeps method and body: a client that follows it hands its code and secret over
  redirect: () =>
    new Response(null, { status: 307, headers: { Location: 'http://stranger.invalid/' } }),
}

/** Answers as the armed faults want it, or as it should be. */
export async function misbehave(
  provider: Provider,
  entry: RequestLogEntry,
  answer: Answer,
): Promise<Response> {
  const prefix = `http.${entry.endpoint}.`
  const [id] = provider.armedFaults.strike('http', {}, (fault) => fault.startsWith(prefix))
  if (id === undefined) return answer()
  entry.faults.push(id)
  const behaviour = id.slice(prefix.length) as HttpBehaviour
  return behaviours[behaviour](answer)
}

/** The same answer, whose connection ends in the middle. */
export async function cutOff(response: Response): Promise<Response> {
  const bytes = new Uint8Array(await response.arrayBuffer())
  const body = new ReadableStream({
    start(controller) {
      controller.enqueue(bytes.subarray(0, bytes.length / 2))
    },
    pull(controller) {
      controller.error(new Error('cut on purpose'))
    },
  })
  const headers = new Headers(response.headers)
  headers.set('Content-Length', String(bytes.length))
  return new Response(body, { status: response.status, headers })
}

export function sleep(seconds: number): Promise<void> {
  return new Promise((resolve) => {
    const timer: unknown = setTimeout(resolve, seconds * 1000)
    // in Node a timer would keep the process alive after it was told to stop
    if (typeof timer === 'object' && timer !== null && 'unref' in timer) {
      ;(timer as { unref: () => void }).unref()
    }
  })
}
