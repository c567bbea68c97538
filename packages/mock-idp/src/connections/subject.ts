import type { Connection } from './connection.ts'
import { strategyOf } from './strategies.ts'

/** OIDC Core §2: at most 255 ASCII characters. */
const longest = 255

/**
 * The `sub` of somebody whom a connection vouches for: `strategy|id`, or `strategy|connection|id`
 * where several companies use the same strategy. Different ids never give the same `sub`: what
 * has to be escaped holds a `%`, and an id that holds one is escaped.
 */
export async function subjectOf(connection: Connection, id: string): Promise<string> {
  const { level } = strategyOf(connection.strategy)
  const prefix =
    level === 'provider' ? connection.strategy : `${connection.strategy}|${connection.name}`
  const plain = /^[\x21-\x24\x26-\x7e]+$/.test(id) ? id : encodeURIComponent(id)
  const subject = `${prefix}|${plain}`
  return subject.length <= longest ? subject : `${prefix}|%sha256-${await digestOf(id)}`
}

async function digestOf(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
