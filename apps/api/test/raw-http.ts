import { connect } from 'node:net'

export interface RawAnswer {
  /** undefined when the connection was closed without an answer. */
  readonly status: number | undefined
  readonly text: string
}

/** Sends bytes as they are and reads until the server closes or stays silent. */
export function sendRaw(url: string, request: string | readonly string[]): Promise<RawAnswer> {
  const { hostname, port } = new URL(url)
  const lines = typeof request === 'string' ? request : [...request, 'Connection: close', '', '']
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname)
    let text = ''
    socket.setEncoding('latin1')
    socket.on('data', (chunk: string) => (text += chunk))
    socket.on('error', reject)
    socket.on('close', () => {
      const status = /^HTTP\/1\.1 (\d{3})/.exec(text)?.[1]
      resolve({ status: status === undefined ? undefined : Number(status), text })
    })
    socket.write(typeof lines === 'string' ? lines : lines.join('\r\n'), 'latin1')
  })
}
