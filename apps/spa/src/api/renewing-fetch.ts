export type TokenSource = (wish?: { renewed?: boolean }) => Promise<string | undefined>

/**
 * Sends a request again, once, with a renewed token, if the API answers 401: it refused before it
 * did anything, so even what creates an entry may be repeated.
 */
export function renewingFetch(send: typeof fetch, getAccessToken: TokenSource): typeof fetch {
  return async (input, init) => {
    const answer = await send(input, init)
    if (answer.status !== 401) return answer
    const token = await getAccessToken({ renewed: true }).catch(() => undefined)
    const headers = new Headers(init?.headers)
    const authorization = `Bearer ${token}`
    if (token === undefined || headers.get('authorization') === authorization) return answer
    headers.set('authorization', authorization)
    return send(input, { ...init, headers })
  }
}
