import { silentRenewPath } from '../../server/app-paths.ts'

const patience = 8_000

/**
 * Sends an authorization request in a hidden frame and waits for what comes to the relay page.
 *
 * Unlike the app's own renewal it takes an answer with any state, or none: that the checks refuse
 * it is what the lab wants to see.
 */
export function frameAnswer(url: string): Promise<{ readonly url: string }> {
  const frame = document.createElement('iframe')
  frame.hidden = true
  frame.title = 'Attack'
  frame.setAttribute('sandbox', 'allow-scripts allow-same-origin allow-forms')
  frame.src = url
  const listening = new AbortController()
  return new Promise<{ readonly url: string }>((resolve, reject) => {
    const timer = setTimeout(() => reject(new NoAnswer('no answer')), patience)
    listening.signal.addEventListener('abort', () => clearTimeout(timer))
    const listen = ({ source, origin, data }: MessageEvent<unknown>): void => {
      if (source !== frame.contentWindow || origin !== location.origin) return
      const { response } = Object(data) as { response?: { search?: unknown; hash?: unknown } }
      const { search, hash } = response ?? {}
      if (typeof search !== 'string' || typeof hash !== 'string') return
      resolve({ url: location.origin + silentRenewPath + search + hash })
    }
    window.addEventListener('message', listen, { signal: listening.signal })
    document.body.append(frame)
  }).finally(() => {
    listening.abort()
    frame.remove()
  })
}

/** Nothing came: for some faults, that is the fault. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer'
}
