import { hkdfSync, randomBytes } from 'node:crypto'

/** One key of SESSION_KEYS. Each use has its own key, so that none can serve another's forgery. */
export interface SessionKey {
  readonly id: string
  /** AES-256-GCM, for what the database keeps. */
  readonly sealing: Buffer
  /** HMAC-SHA-256, for what the browser keeps of a login. */
  readonly signing: Buffer
}

const bytes = 32

/**
 * Reads `id:key,id:key`; keys are 32 bytes in base64url. Nothing stated means a key that is made
 * up now. Returns a sentence if they cannot be used; it does not quote them.
 */
export function parseSessionKeys(text: string | undefined): readonly SessionKey[] | string {
  if (text === undefined) return [deriveKeys('made-up', randomBytes(bytes))]
  const parts = text.split(',').map((part) => part.trim())
  const keys: SessionKey[] = []
  for (const [index, part] of parts.entries()) {
    const [, id, encoded] = /^([\w.-]{1,32}):([A-Za-z0-9_-]+)$/.exec(part) ?? []
    if (id === undefined || encoded === undefined) {
      return `key ${index + 1} is not of the form id:key, with the key in base64url`
    }
    const key = Buffer.from(encoded, 'base64url')
    if (key.length !== bytes) return `key "${id}" has ${key.length} bytes and not ${bytes}`
    if (keys.some((other) => other.id === id)) return `key "${id}" occurs twice`
    keys.push(deriveKeys(id, key))
  }
  return keys
}

function deriveKeys(id: string, key: Buffer): SessionKey {
  const derive = (use: string): Buffer =>
    Buffer.from(hkdfSync('sha256', key, Buffer.alloc(0), `frontchannel ${use}`, bytes))
  return { id, sealing: derive('session'), signing: derive('login') }
}
