import { randomUUID } from 'node:crypto'
import { routes, scopes, type RouteRow } from '@frontchannel/contract'
import { afterEach, beforeAll } from 'vitest'
import type { Answer } from './api.ts'
import { entry, type Actor, type Scene } from './scene.ts'

/** Every route of the contract: tests made from them forget no new one. */
export const rows: [name: string, row: RouteRow][] = Object.entries(routes)
export const everyScope = Object.keys(scopes).join(' ')

/** A body that each route would take. */
export const bodies: Readonly<Record<string, object>> = {
  createTimesheet: entry,
  changeTimesheet: { minutes: 1 },
  rejectTimesheet: { reason: 'x' },
  decideTimesheets: { decisions: [{ decision: 'approved', id: randomUUID(), version: 1 }] },
  uploadTimesheets: {
    items: [{ ...entry, owner: { iss: 'https://other.example/', sub: 'auth0|somebody' } }],
  },
}

export interface Sending {
  readonly id?: string
  readonly body?: unknown
  readonly query?: string
}

/** Somebody's draft that everybody else tries to get at. Fails a test after which it differs. */
export class Victim {
  id = ''
  readonly #scene: Scene

  constructor(scene: Scene) {
    this.#scene = scene
    let before = ''
    beforeAll(async () => {
      this.id = (await scene.create(await scene.somebody(), { status: 'draft' })).id
      before = await this.#look()
    })
    afterEach(async () => {
      const now = await this.#look()
      if (now !== before) throw new Error(`the entries are not what they were: ${now}`)
    })
  }

  /** Somebody new, with these scopes. */
  async stranger(scope = everyScope, claims = {}): Promise<Actor> {
    const subject = `auth0|${randomUUID()}`
    return { subject, token: await this.#scene.issuer.token({ sub: subject, scope, ...claims }) }
  }

  /** A good request on a route, about this entry where nothing else is said. */
  send(from: Actor, [name, row]: [string, RouteRow], sending: Sending = {}): Promise<Answer> {
    const { id = this.id, body = bodies[name], query = '' } = sending
    return this.#scene.call(from, row.method, row.path.replace(':id', id) + query, {
      headers: { 'if-match': '*' },
      ...(row.body && { body }),
    })
  }

  async #look(): Promise<string> {
    return JSON.stringify(await this.#scene.rows('select * from entries order by id'))
  }
}
