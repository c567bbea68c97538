import { sameOriginHeader } from '@frontchannel/contract/session'

/**
 * Sends the contract's calls to the app's own back-end: with the cookie, which the contract's
 * client leaves out, and with the header that says that this app is asking.
 *
 * @param onAnswer called after each answer: the back-end then has more to tell to the inspector
 */
export function backEndFetch(send: typeof fetch, onAnswer: () => void): typeof fetch {
  return async (input, init) => {
    const headers = new Headers(init?.headers)
    for (const [name, value] of Object.entries(sameOriginHeader)) headers.set(name, value)
    try {
      return await send(input, { ...init, headers, credentials: 'same-origin' })
    } finally {
      onAnswer()
    }
  }
}
