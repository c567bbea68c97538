// OAuth 2.0 Form Post Response Mode: the provider's page posts the response to the redirection
// endpoint. The page there needs it, and this server passes it on without looking into it.

// the page refuses a longer response in any other channel, too
const maxBytes = 16_384

/** Where the page finds a posted response. */
export const postedResponseId = 'posted-response'

/**
 * Reads the form that was posted to the redirection endpoint. Limits its kind and its size only:
 * the checks are the page's, where the transaction is.
 *
 * Does NOT judge the Origin. It proves nothing here: providers whose pages send no referrer post
 * with `Origin: null`, as anybody's sandboxed frame can, and many post from another host than their
 * issuer's. What binds a response to the browser that asked for it is `state`, and no cookie takes
 * part that another site's form could ride on.
 *
 * @returns the form as it came, or the status to refuse it with
 * @see https://openid.net/specs/oauth-v2-form-post-response-mode-1_0.html
 */
export async function readPostedResponse(request: Request): Promise<string | 400 | 413 | 415> {
  const { headers, body, url } = request
  const type = /^application\/x-www-form-urlencoded\s*(?:;\s*charset=utf-8\s*)?$/i
  if (!type.test(headers.get('content-type') ?? '')) return 415
  if (headers.has('content-encoding')) return 415
  // a response in two channels at once, or posted by a script, is none of a provider's
  const isNavigation = (headers.get('sec-fetch-dest') ?? 'document') === 'document'
  if (new URL(url).search !== '' || !isNavigation) return 400
  if (Number(headers.get('content-length') ?? 0) > maxBytes) return 413
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of body ?? []) {
    length += chunk.length
    if (length > maxBytes) return 413
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

/**
 * The redirection endpoint's document with a posted response in it: as data that no browser runs,
 * so that it is in no address, and gone from the document once its script has read it.
 */
export function withPostedResponse(document: string, form: string): string {
  // `<` could end the element early, whatever the form says
  const data = JSON.stringify(form).replaceAll('<', '\\u003c')
  const element = `<script type="application/json" id="${postedResponseId}">${data}</script>`
  return document.replace('</body>', () => `${element}</body>`)
}
