import { randomUUID } from 'node:crypto'
import { Agent, request } from 'node:http'
import type { Issuer } from './issuer.ts'

export type Statuses = Readonly<Record<string, number>>

interface Wanted {
  readonly method: string
  readonly path: string
  readonly token?: string
  readonly body?: object
}

const inFlight = 32
const tokensInUse = 500
const tokensSeldomSeen = 39_989 // a prime: each comes in its turn

/** What a day brings, in short: people who read and write, tokens that come once, and bad ones. */
export class Traffic {
  readonly #url: string
  readonly #issuer: Issuer
  readonly #agent = new Agent({ keepAlive: true, maxSockets: inFlight })
  readonly #statuses: Record<string, number> = {}
  readonly #tokens: readonly string[]
  readonly #seldomSeen: string[] = []
  #sent = 0

  constructor(url: string, issuer: Issuer) {
    this.#url = url
    this.#issuer = issuer
    const scope = 'read:timesheets create:timesheets delete:timesheets'
    this.#tokens = Array.from({ length: tokensInUse }, (_, index) =>
      issuer.token(`auth0|person-${index}`, scope),
    )
  }

  get statuses(): Statuses {
    return this.#statuses
  }

  async send(count: number): Promise<void> {
    const end = this.#sent + count
    const line = async () => {
      while (this.#sent < end) await this.#ask(this.#next(this.#sent++))
    }
    await Promise.all(Array.from({ length: inFlight }, line))
  }

  stop(): void {
    this.#agent.destroy()
  }

  #next(number: number): Wanted {
    const token = this.#tokens[number % tokensInUse] ?? ''
    const list = { method: 'GET', path: '/api/timesheets?limit=10' }
    switch (number % 20) {
      case 0:
        return { ...list, token }
      case 1: // as many as are deleted: the database is not what is measured
        return { method: 'DELETE', path: `/api/timesheets/${randomUUID()}`, token }
      case 2:
        return { method: 'POST', path: '/api/timesheets', token, body: { minutes: 0 } }
      case 3:
        return { ...list, token: this.#seldom(number) }
      case 4:
      case 5:
        return { ...list, token: `${token.slice(0, -8)}${randomUUID().slice(0, 8)}` }
      case 6:
      case 7: {
        const header = { alg: 'RS256', typ: 'at+jwt', kid: randomUUID() }
        const encoded = Buffer.from(JSON.stringify(header)).toString('base64url')
        return { ...list, token: encoded + token.slice(token.indexOf('.')) }
      }
      case 8:
        return list
      case 9:
        return { ...list, token: 'x'.repeat(9000) }
      case 10:
        return { method: 'GET', path: '/health/live' }
      case 11:
      case 12:
        return { method: 'GET', path: `/api/${randomUUID()}`, token }
      default:
        return { method: 'GET', path: `/api/${randomUUID()}`, token: this.#seldom(number) }
    }
  }

  /** One of more tokens than the API remembers. */
  #seldom(number: number): string {
    const index = number % tokensSeldomSeen
    this.#seldomSeen[index] ??= this.#issuer.token(`auth0|seldom-${index}`, 'read:timesheets')
    return this.#seldomSeen[index]
  }

  #ask({ method, path, token, body }: Wanted): Promise<void> {
    return new Promise((resolve, reject) => {
      const headers = {
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...(body && { 'content-type': 'application/json' }),
      }
      const sending = request(`${this.#url}${path}`, { method, headers, agent: this.#agent })
      sending.on('error', reject)
      sending.on('response', (response) => {
        const status = String(response.statusCode)
        this.#statuses[status] = (this.#statuses[status] ?? 0) + 1
        response.resume().on('end', resolve)
      })
      sending.end(body && JSON.stringify(body))
    })
  }
}
