/** Whether a URL names this machine. */
export function isLoopback({ hostname }: URL): boolean {
  return /^(?:(?:.*\.)?localhost\.?|127(?:\.\d+){3}|\[::1\])$/.test(hostname)
}

/** Whether requests to a URL may be made: https, or http to this machine or where it is allowed. */
export function isSecure(url: URL, httpAllowed: boolean): boolean {
  return url.protocol === 'https:' || (url.protocol === 'http:' && (httpAllowed || isLoopback(url)))
}
