import { connect, type Socket } from 'node:net'

export interface Load {
  readonly url: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly connections: number
  readonly requests: number
}

/**
 * Sends the same request again and again over a number of connections, each with one on its way.
 * Written on sockets: a client of HTTP would cost more than the servers that it measures.
 *
 * @throws {Error} at any other answer: the measurement would be of something else
 */
export async function load(settings: Load): Promise<void> {
  const { url, path, headers, connections, requests } = settings
  const { hostname, port, host } = new URL(url)
  const fields = Object.entries({ host, ...headers }).map(([name, value]) => `${name}: ${value}`)
  const request = Buffer.from(`GET ${path} HTTP/1.1\r\n${fields.join('\r\n')}\r\n\r\n`)
  let left = requests
  const run = (socket: Socket) =>
    new Promise<void>((resolve, reject) => {
      let received = ''
      const send = () => {
        if (left-- > 0) socket.write(request)
        else socket.removeAllListeners('close').end(() => resolve())
      }
      socket.setEncoding('latin1').setNoDelay()
      socket.on('error', reject)
      socket.on('close', () => reject(new Error(`${url} has closed a connection`)))
      socket.on('connect', send)
      socket.on('data', (chunk: string) => {
        received += chunk
        if (!isWhole(received)) return
        if (!received.startsWith('HTTP/1.1 200 ')) reject(new Error(received))
        received = ''
        send()
      })
    })
  await Promise.all(Array.from({ length: connections }, () => run(connect(Number(port), hostname))))
}

/** Whether a whole answer has come, whether its length was told or it came in chunks. */
function isWhole(received: string): boolean {
  const head = received.indexOf('\r\n\r\n')
  if (head < 0) return false
  const length = /\r\ncontent-length: (\d+)/i.exec(received)?.[1]
  if (length === undefined) return received.endsWith('\r\n0\r\n\r\n')
  return received.length >= head + 4 + Number(length)
}
