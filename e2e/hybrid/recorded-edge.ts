import { createServer, request as send, type IncomingMessage, type Server } from 'node:http'

/** A request and its answer, as whoever sits on the wire between two processes sees them. */
export interface Exchange {
  readonly method: string
  readonly path: string
  readonly headers: IncomingMessage['headers']
  readonly body: string
  readonly status: number
  readonly answerHeaders: IncomingMessage['headers']
  readonly answer: string
}

/** A server between two processes, that passes everything on and writes it down. */
export class RecordedEdge {
  readonly exchanges: Exchange[] = []
  readonly #server: Server

  private constructor(server: Server) {
    this.#server = server
  }

  static async start(port: number, target: string): Promise<RecordedEdge> {
    const server = createServer()
    const edge = new RecordedEdge(server)
    server.on('request', (incoming: IncomingMessage, response) => {
      void (async () => {
        const { method = '', url: path = '' } = incoming
        // compressed answers could not be searched
        const headers = { ...incoming.headers }
        delete headers['accept-encoding']
        const body = await textOf(incoming)
        const outgoing = send(target + path, { method, headers })
        outgoing.on('error', () => response.destroy())
        outgoing.on('response', (answered: IncomingMessage) => {
          void textOf(answered).then((answer) => {
            const { statusCode: status = 0, headers: answerHeaders } = answered
            edge.exchanges.push({ method, path, headers, body, status, answerHeaders, answer })
            response.writeHead(status, withoutFraming(answered.rawHeaders))
            response.end(answer, 'latin1')
          })
        })
        outgoing.end(body, 'latin1')
      })()
    })
    await new Promise<void>((resolve) => server.listen(port, 'localhost', resolve))
    return edge
  }

  to(method: string, path: string): readonly Exchange[] {
    return this.exchanges.filter(
      (exchange) => exchange.method === method && exchange.path.split('?')[0] === path,
    )
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise((resolve) => this.#server.close(resolve))
  }
}

/** Names and values in turn, as they came; whether in chunks is for each connection to say. */
const withoutFraming = (raw: readonly string[]): string[] =>
  raw.filter((_, index) => !/^transfer-encoding$/i.test(raw[index - (index % 2)] ?? ''))

// every byte a character: what is passed on is what came
async function textOf(message: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of message) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('latin1')
}
