import { silentRenewPath } from '../../server/app-paths.ts'

/** What came back into the hidden frame, in the form that `completeLogin` takes. */
export type FrameResponse = { readonly url: string } | { readonly parameters: [string, string][] }

export interface FrameRequest {
  /** The authorization request, with `prompt=none`. */
  readonly url: string
  /** The state of its transaction. */
  readonly state: string
  readonly timeoutMilliseconds: number
}

/** Nothing came at all: the provider is slow or down. */
export class FrameTimeout extends Error {
  override readonly name = 'FrameTimeout'
}

/**
 * Something came that says nothing: the provider forbids framing (the browser then shows a page of
 * its own there), or shows one of its pages. A browser tells a page no more about another origin.
 */
export class FramingRefused extends Error {
  override readonly name = 'FramingRefused'
}

const afterLoad = 4_000 // for a page that has to think, or goes on to the next

/**
 * Sends an authorization request in a hidden frame and waits for its answer: a message of the
 * provider (`response_mode=web_message`), or one of our relay page at the redirect URI.
 *
 * A message counts only from the frame's own window, from the one origin that may send its kind,
 * and with the state of this request; everything else any page could have posted (RFC 9700 §4.17).
 */
export function askInFrame(request: FrameRequest): Promise<FrameResponse> {
  const frame = document.createElement('iframe')
  frame.hidden = true
  frame.title = 'Silent renewal'
  // what a provider needs to answer, and not the right to navigate the app away
  frame.setAttribute('sandbox', 'allow-scripts allow-same-origin allow-forms')
  frame.src = request.url
  const listening = new AbortController()
  return new Promise<FrameResponse>((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new FrameTimeout('no answer in the frame')),
      request.timeoutMilliseconds,
    )
    let silence: ReturnType<typeof setTimeout> | undefined
    const refused = (): void => reject(new FramingRefused('a page without an answer in the frame'))
    const { signal } = listening
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      clearTimeout(silence)
    })
    const waitForWords = (): void => {
      clearTimeout(silence)
      silence = setTimeout(refused, afterLoad)
    }
    frame.addEventListener('load', waitForWords, { signal })
    // our own policy does not know the origin that the provider sent the frame to
    const violated = ({ effectiveDirective }: SecurityPolicyViolationEvent): void => {
      if (effectiveDirective === 'frame-src') refused()
    }
    document.addEventListener('securitypolicyviolation', violated, { signal })
    const listen = (event: MessageEvent<unknown>): void => {
      if (event.source === null || event.source !== frame.contentWindow) return
      const response = responseOf(event, new URL(request.url).origin)
      if (response && stateOf(response) === request.state) resolve(response)
    }
    window.addEventListener('message', listen, { signal })
    document.body.append(frame)
  }).finally(() => {
    listening.abort()
    frame.remove()
  })
}

function responseOf({ origin, data }: MessageEvent<unknown>, provider: string) {
  if (!isRecord(data) || !isRecord(data['response'])) return undefined
  const { type, response } = data
  if (type === 'authorization_response' && origin === provider) {
    const parameters = Object.entries(response).map(([name, value]): [string, string] => [
      name,
      String(value), // providers send numbers (expires_in) as such
    ])
    return { parameters }
  }
  if (type === 'frontchannel.silent-renewal' && origin === location.origin) {
    const { search, hash } = response
    if (typeof search !== 'string' || typeof hash !== 'string') return undefined
    return { url: location.origin + silentRenewPath + search + hash }
  }
  return undefined
}

function stateOf(response: FrameResponse): string | undefined {
  if ('parameters' in response) return new Map(response.parameters).get('state')
  const { search, hash } = new URL(response.url)
  const parameters = new URLSearchParams(hash === '' ? search : hash.slice(1))
  return parameters.get('state') ?? undefined
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
