import { z } from 'zod'

const forbiddenSchemes = ['javascript:', 'data:', 'vbscript:', 'file:', 'blob:', 'about:']

/** True for a host that only this machine answers. */
export function isLoopback(url: string): boolean {
  const host = URL.parse(url)?.hostname ?? ''
  return (
    host === 'localhost' ||
    host.endsWith('.localhost') ||
    host === '[::1]' ||
    /^127(\.\d+){3}$/.test(host)
  )
}

/**
 * An address that a browser may be sent to. Wildcards are refused: a redirection endpoint that is
 * compared exactly (RFC 9700 §2.1) is what people should copy.
 */
export const redirectTarget = z.string().superRefine((text, context) => {
  const url = URL.parse(text)
  const problem = !url
    ? 'is not an absolute URL'
    : forbiddenSchemes.includes(url.protocol)
      ? `must not use the scheme ${url.protocol}`
      : text.includes('#')
        ? 'must not have a fragment (RFC 6749 §3.1.2)'
        : text.includes('*')
          ? 'must not have a wildcard: list each address'
          : url.username || url.password
            ? 'must not hold credentials'
            : undefined
  if (problem) context.addIssue({ code: 'custom', message: `"${text}" ${problem}` })
})

/** Scheme, host and port: what a browser sends as `Origin`. */
export const webOrigin = z.string().superRefine((text, context) => {
  const url = URL.parse(text)
  if (url?.origin === text) return
  const hint = url && url.origin !== 'null' ? `; did you mean "${url.origin}"?` : ''
  context.addIssue({ code: 'custom', message: `"${text}" is not an origin${hint}` })
})
