import { connect, type Socket } from 'node:net'

export interface Load {
  readonly url: string
  readonly path: string
  /** Sent in turn; without any, no Authorization header. */
  readonly tokens: readonly string[]
  readonly connections: number
  readonly milliseconds: number
}

export interface Answers {
  readonly count: number
  readonly statuses: Readonly<Record<string, number>>
  readonly seconds: number
}

const sentSoFar = new WeakMap<readonly string[], number>()

/**
 * Sends requests over a number of connections, each with one request on its way, and counts the
 * answers. Written on sockets: node:http would cost more than the servers that it measures.
 */
export async function load(settings: Load): Promise<Answers> {
  const { url, path, tokens, connections, milliseconds } = settings
  const { hostname, port, host } = new URL(url)
  const requests = (tokens.length > 0 ? tokens : [undefined]).map((token) => {
    const authorization = token === undefined ? '' : `Authorization: Bearer ${token}\r\n`
    return Buffer.from(`GET ${path} HTTP/1.1\r\nHost: ${host}\r\n${authorization}\r\n`)
  })
  const statuses: Record<string, number> = {}
  // goes on where the last load of these tokens ended: else only the first of many would be sent
  let next = sentSoFar.get(tokens) ?? 0
  let count = 0
  const begin = performance.now()
  const end = begin + milliseconds
  const run = (socket: Socket) =>
    new Promise<void>((resolve, reject) => {
      let received = ''
      const send = () => socket.write(requests[next++ % requests.length] ?? '')
      socket.setEncoding('latin1').setNoDelay()
      socket.on('error', reject)
      socket.on('close', () => resolve())
      socket.on('data', (chunk: string) => {
        received += chunk
        const head = received.indexOf('\r\n\r\n')
        if (head < 0) return
        const length = Number(/content-length: (\d+)/i.exec(received)?.[1] ?? 0)
        if (received.length < head + 4 + length) return
        const status = received.slice(9, 12)
        statuses[status] = (statuses[status] ?? 0) + 1
        count++
        received = ''
        if (performance.now() < end) send()
        else socket.end(() => resolve())
      })
      socket.on('connect', send)
    })
  const sockets = Array.from({ length: connections }, () => connect(Number(port), hostname))
  await Promise.all(sockets.map(run))
  sentSoFar.set(tokens, next)
  return { count, statuses, seconds: (performance.now() - begin) / 1000 }
}
