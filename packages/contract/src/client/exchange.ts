import { NetworkProblem } from './problem.ts'

/** An answer, read to its end. */
export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
}

export interface ExchangeLimits {
  readonly signal: AbortSignal | undefined
  readonly timeoutSeconds: number
}

/**
 * Sends one request and reads the answer to its end, within the time that both may take.
 *
 * @throws {NetworkProblem} where there is no whole answer.
 * @throws the signal's reason where the caller aborted.
 */
export async function exchange(
  operation: string,
  fetch: typeof globalThis.fetch,
  url: string,
  init: RequestInit,
  { signal, timeoutSeconds }: ExchangeLimits,
): Promise<Answer> {
  const timeout = AbortSignal.timeout(timeoutSeconds * 1000)
  try {
    const response = await fetch(url, {
      ...init,
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
      cache: 'no-store',
      // the Authorization header is the only credential, and it goes nowhere but to the API
      credentials: 'omit',
      redirect: 'error',
      referrerPolicy: 'no-referrer',
    })
    const { status, headers } = response
    return { status, headers, text: await response.text() }
  } catch (error) {
    signal?.throwIfAborted()
    if (timeout.aborted) {
      throw new NetworkProblem(operation, 'timeout', `none in ${timeoutSeconds} s`)
    }
    throw new NetworkProblem(operation, 'unreachable', systemCode(error) ?? 'fetch failed')
  }
}

/** `ECONNREFUSED` and its like: the one part of such an error that cannot quote a header. */
function systemCode(error: unknown): string | undefined {
  const { cause } = error as { cause?: { code?: unknown } }
  const code = cause?.code
  return typeof code === 'string' && /^[A-Z_]{4,40}$/.test(code) ? code : undefined
}
