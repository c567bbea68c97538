const maximumBytes = 512 * 1024 // a set of fifty keys with certificate chains has 200 KB

export type Fetch = typeof globalThis.fetch

/** A document could not be had, or cannot be used. Says nothing about any token. */
export class DocumentUnavailable extends Error {}

/**
 * Fetches a JSON document: status 200, no redirect (the issuer names its addresses itself), cut off
 * at a size limit.
 *
 * @param signal ends the wait for head and body alike
 * @throws {DocumentUnavailable}
 */
export async function fetchDocument(
  url: string,
  fetch: Fetch,
  signal: AbortSignal,
): Promise<unknown> {
  try {
    const headers = { accept: 'application/json, application/jwk-set+json' }
    const response = await fetch(url, { headers, redirect: 'error', signal })
    if (response.status !== 200) {
      await response.body?.cancel()
      throw new DocumentUnavailable(`status ${response.status}`)
    }
    return JSON.parse(await readText(response)) as unknown
  } catch (error) {
    throw new DocumentUnavailable(`${url}: ${reasonOf(error)}`, { cause: error })
  }
}

async function readText(response: Response): Promise<string> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of response.body ?? []) {
    length += chunk.byteLength
    if (length > maximumBytes) throw new DocumentUnavailable(`more than ${maximumBytes} bytes`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

/** fetch says "fetch failed" and keeps what happened as its cause. */
function reasonOf(error: unknown): string {
  const { cause, message } = error as Error
  return cause instanceof Error ? reasonOf(cause) : message
}
