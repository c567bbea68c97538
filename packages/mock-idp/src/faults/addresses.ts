/** Adds the slash at the end, or takes it away. */
export const toggleSlash = (address: string): string =>
  address.endsWith('/') ? address.slice(0, -1) : `${address}/`

/** The same address with a port that goes without saying, or with another one. */
export function changePort(address: string): string {
  const { protocol, hostname, port, pathname } = new URL(address)
  const another = `${port.slice(0, -1)}${port.endsWith('9') ? '8' : '9'}`
  const said = port === '' ? (protocol === 'https:' ? '443' : '80') : another
  return `${protocol}//${hostname}:${said}${pathname}`
}

export const changeScheme = (address: string): string =>
  address.startsWith('https:')
    ? address.replace('https:', 'http:')
    : address.replace('http:', 'https:')
