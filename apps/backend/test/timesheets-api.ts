import type { ServerResponse } from 'node:http'
import { RecordingServer, sendJson, type Received } from './server.ts'

/** What the back-end calls: an API that takes any token and remembers who asked what. */
export class TestApi {
  /** Stands in for the usual answer. */
  answer: ((request: Received, response: ServerResponse) => void) | undefined
  readonly #server: RecordingServer

  private constructor(server: RecordingServer) {
    this.#server = server
  }

  static async start(): Promise<TestApi> {
    const server = await RecordingServer.start()
    const api = new TestApi(server)
    server.answer = (request, response) => {
      if (api.answer) api.answer(request, response)
      else sendJson(response, { items: [] })
    }
    return api
  }

  get url(): string {
    return this.#server.origin
  }

  get received(): readonly Received[] {
    return this.#server.received
  }

  set isDown(value: boolean) {
    this.#server.isDown = value
  }

  forgetRequests(): void {
    this.#server.received.length = 0
  }

  stop(): Promise<void> {
    return this.#server.stop()
  }
}
