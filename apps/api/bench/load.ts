import { connect, type Socket } from 'node:net'

export interface Load {
  readonly url: string
  readonly path: string
  /** Sent in turn; without any, no Authorization header. */
  readonly tokens: readonly string[]
  readonly connections: number
  readonly milliseconds: number
  /** Goes on until so many were sent, however long it takes. */
  readonly atLeast?: number
}

export interface Answers {
  readonly count: number
  readonly statuses: Readonly<Record<string, number>>
  readonly seconds: number
}

const endOfHead = Buffer.from('\r\n\r\n')
const sentSoFar = new WeakMap<readonly string[], number>()

/**
 * Sends requests over a number of connections, each with one request on its way, and counts the
 * answers. Written on sockets: node:http would cost more than the servers that it measures, and a
 * server that waits for requests wakes up for each one instead of for many.
 */
export async function load(settings: Load): Promise<Answers> {
  const { url, path, tokens, connections, milliseconds, atLeast = 0 } = settings
  const { hostname, port, host } = new URL(url)
  const requestOf = (token: string | undefined) => {
    const authorization = token === undefined ? '' : `Authorization: Bearer ${token}\r\n`
    return `GET ${path} HTTP/1.1\r\nHost: ${host}\r\n${authorization}\r\n`
  }
  const statuses: Record<string, number> = {}
  // goes on where the last load of these tokens ended: else only the first of many would be sent
  let next = sentSoFar.get(tokens) ?? 0
  let count = 0
  const begin = performance.now()
  const end = begin + milliseconds
  const run = () =>
    new Promise<void>((resolve, reject) => {
      const send = () => socket.write(requestOf(tokens[next++ % tokens.length]), 'latin1')
      const answers = new AnswerReader((status) => {
        statuses[status] = (statuses[status] ?? 0) + 1
        count++
        if (count < atLeast || performance.now() < end) send()
        else socket.end(() => resolve())
      })
      const callback = (length: number, bytes: Uint8Array) => answers.read(length, bytes as Buffer)
      const onread = { buffer: Buffer.alloc(16_384), callback }
      const socket: Socket = connect({ port: Number(port), host: hostname, noDelay: true, onread })
      socket.on('error', reject)
      socket.on('close', () => resolve())
      socket.on('connect', send)
    })
  await Promise.all(Array.from({ length: connections }, run))
  sentSoFar.set(tokens, next)
  return { count, statuses, seconds: (performance.now() - begin) / 1000 }
}

/** Finds the end of each answer: the bytes that its Content-Length still promises. */
class AnswerReader {
  readonly #onAnswer: (status: string) => void
  #missing = 0
  #status = ''

  constructor(onAnswer: (status: string) => void) {
    this.#onAnswer = onAnswer
  }

  read(length: number, bytes: Buffer): true {
    if (this.#missing === 0) {
      const head = bytes.indexOf(endOfHead)
      if (head < 0 || head > length) throw new Error('the head of an answer came in parts')
      const text = bytes.toString('latin1', 0, head)
      this.#status = text.slice(9, 12)
      this.#missing = head + 4 + Number(/content-length: (\d+)/i.exec(text)?.[1] ?? 0)
    }
    this.#missing -= length
    if (this.#missing === 0) this.#onAnswer(this.#status)
    return true
  }
}
