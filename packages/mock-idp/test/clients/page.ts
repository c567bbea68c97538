import { Window } from 'happy-dom'
import { vi } from 'vitest'
import type { TestBrowser } from '../../src/testing/browser.ts'

/** What browser libraries look for in the global scope. */
const globals = [
  'document',
  'localStorage',
  'sessionStorage',
  'XMLHttpRequest',
  'location',
] as const

const setNodeTimeout = globalThis.setTimeout
const timers = new Set<NodeJS.Timeout>()

export interface Page {
  /** Where a script sent the page last; it stays where it is. */
  readonly sentTo: () => string
}

/**
 * Opens a page of the client, in which browser libraries find what they need. Its frames are
 * played by the test browser, so they have the session: an answer by web_message is posted to the
 * page if it is meant for its origin, as a browser would.
 */
export function openPage(address: string, browser: TestBrowser): Page {
  const window = new Window({ url: address })
  vi.stubGlobal('window', window)
  for (const name of globals) vi.stubGlobal(name, window[name])
  vi.stubGlobal('setTimeout', (...call: Parameters<typeof setTimeout>) => {
    const timer = setNodeTimeout(...call)
    timers.add(timer)
    return timer
  })
  // Node's own, which the libraries also find in a browser
  Object.assign(window, { crypto: globalThis.crypto, fetch: globalThis.fetch })
  playFrames(window, browser)
  let sentTo = ''
  const { location } = window
  Object.defineProperty(window, 'location', {
    get: () => location,
    set: (url: string) => (sentTo = url),
  })
  return { sentTo: () => sentTo }
}

/** Closes all pages, and what they still wait for. */
export function closePages(): void {
  vi.unstubAllGlobals()
  for (const timer of timers) clearTimeout(timer)
  timers.clear()
}

function playFrames(window: Window, browser: TestBrowser): void {
  const seen = new Set<string>()
  const look = (): void => {
    for (const frame of window.document.querySelectorAll('iframe')) {
      if (!frame.src || seen.has(frame.src)) continue
      seen.add(frame.src)
      void browser.open(frame.src).then(({ html, url }) => post(window, html, url.origin))
    }
  }
  const observer = new window.MutationObserver(look)
  observer.observe(window.document.body, { childList: true, subtree: true, attributes: true })
}

function post(window: Window, html: string, sender: string): void {
  const [, target, response] = /data-origin="([^"]*)" data-response="([^"]*)"/.exec(html) ?? []
  if (target !== window.location.origin || response === undefined) return
  const data: unknown = JSON.parse(response.replaceAll('&quot;', '"'))
  const event = new window.MessageEvent('message', {
    data: { type: 'authorization_response', response: data },
    origin: sender,
    // the SDK closes the window it got an answer from
    source: { close: () => undefined } as never,
  })
  window.dispatchEvent(event)
}
