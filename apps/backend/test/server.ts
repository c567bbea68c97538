import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Received {
  readonly method: string
  readonly path: string
  readonly headers: IncomingMessage['headers']
  readonly rawHeaders: readonly string[]
  readonly body: string
}

type Answer = (request: Received, response: ServerResponse) => void | Promise<void>

/** A server that keeps what it received. */
export class RecordingServer {
  readonly received: Received[] = []
  readonly origin: string
  answer: Answer = (_, response) => sendJson(response, {})
  /** Breaks every connection off. */
  isDown = false
  readonly #server: Server

  private constructor(server: Server) {
    this.#server = server
    this.origin = `http://localhost:${(server.address() as AddressInfo).port}`
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      void this.#receive(request, response)
    })
  }

  static async start(): Promise<RecordingServer> {
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve))
    return new RecordingServer(server)
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise((resolve) => this.#server.close(resolve))
  }

  async #receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (this.isDown) {
      request.socket.destroy()
      return
    }
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const { method = '', url: path = '', headers, rawHeaders } = request
    const received = { method, path, headers, rawHeaders, body: Buffer.concat(chunks).toString() }
    this.received.push(received)
    await this.answer(received, response)
  }
}

export function sendJson(response: ServerResponse, body: unknown, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json' })
  response.end(JSON.stringify(body))
}
