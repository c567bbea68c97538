import { createHmac, timingSafeEqual } from 'node:crypto'
import { Injectable } from '@nestjs/common'
import { mostItems } from '@frontchannel/contract'
import { ProblemException } from '@frontchannel/contract/nest'
import { ServerSecretsRepository } from './server-secrets.repository.ts'

/** Which list a cursor belongs to: its name, who asked for it, and what was chosen. */
export type ListName = readonly [name: string, issuer: string, subject: string, chosen: object]

export interface PageRequest {
  readonly cursor?: string | undefined
  readonly limit?: number | undefined
}

export interface Page<Row> {
  readonly rows: readonly Row[]
  readonly nextCursor: string | undefined
}

/**
 * Pages of lists that grow while they are read. A cursor is the place of the last row, and a
 * signature over place and list: a place that somebody made up, or that belongs to another list
 * or another reader, is refused. The key is in the database, so every instance takes it.
 */
@Injectable()
export class PagesService {
  #key: Promise<Buffer> | undefined

  constructor(private readonly secrets: ServerSecretsRepository) {}

  /**
   * @param read rows from a place on, in the order of the list; one more than the page shows
   * @param placeOf what `read` needs to go on after a row
   */
  async read<Row>(
    list: ListName,
    { cursor, limit = mostItems }: PageRequest,
    read: (place: readonly string[], count: number) => Promise<readonly Row[]>,
    placeOf: (row: Row) => readonly string[],
  ): Promise<Page<Row>> {
    const key = await this.#readKey()
    const found = await read(cursor === undefined ? [] : open(key, list, cursor), limit + 1)
    const rows = found.slice(0, limit)
    const last = rows.at(-1)
    const isMore = found.length > limit && last !== undefined
    return { rows, nextCursor: isMore ? seal(key, list, placeOf(last)) : undefined }
  }

  #readKey(): Promise<Buffer> {
    this.#key ??= this.secrets.read('cursor').catch((error: unknown) => {
      this.#key = undefined // the next request asks again
      throw error
    })
    return this.#key
  }
}

function seal(key: Buffer, list: ListName, place: readonly string[]): string {
  const text = Buffer.from(JSON.stringify(place)).toString('base64url')
  return `${text}.${sign(key, list, text)}`
}

function open(key: Buffer, list: ListName, cursor: string): readonly string[] {
  const [text = '', signature = ''] = cursor.split('.')
  const [given, expected] = [Buffer.from(signature), Buffer.from(sign(key, list, text))]
  if (given.length === expected.length && timingSafeEqual(given, expected)) {
    return JSON.parse(Buffer.from(text, 'base64url').toString()) as string[]
  }
  const errors = [{ path: 'query.cursor', message: 'must be a cursor of this list' }]
  throw new ProblemException('validation_failed', { errors })
}

function sign(key: Buffer, list: ListName, text: string): string {
  return createHmac('sha256', key)
    .update(JSON.stringify([list, text]))
    .digest('base64url')
}
