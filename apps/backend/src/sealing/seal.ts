import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import type { SessionKey } from './session-keys.ts'

/** What the database keeps of a secret. */
export interface Sealed {
  readonly keyId: string
  readonly sealed: Buffer
}

const algorithm = 'aes-256-gcm'
const ivBytes = 12 // NIST SP 800-38D §8.2: the length that GCM is made for
const tagBytes = 16

/**
 * Seals a text with the first key.
 *
 * @param boundTo what it belongs to: in another place, copied there by whoever can write to the
 *   database, it does not open
 */
export function seal(keys: readonly SessionKey[], text: string, boundTo: string): Sealed {
  const [key] = keys
  if (!key) throw new Error('there is no session key')
  const iv = randomBytes(ivBytes)
  const cipher = createCipheriv(algorithm, key.sealing, iv)
  cipher.setAAD(Buffer.from(`${key.id} ${boundTo}`))
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return { keyId: key.id, sealed: Buffer.concat([iv, cipher.getAuthTag(), body]) }
}

/** Opens a text; undefined if its key is gone, or it is not what was sealed for this place. */
export function open(
  keys: readonly SessionKey[],
  { keyId, sealed }: Sealed,
  boundTo: string,
): string | undefined {
  const key = keys.find(({ id }) => id === keyId)
  if (!key || sealed.length < ivBytes + tagBytes) return undefined
  const decipher = createDecipheriv(algorithm, key.sealing, sealed.subarray(0, ivBytes), {
    authTagLength: tagBytes,
  })
  decipher.setAAD(Buffer.from(`${key.id} ${boundTo}`))
  decipher.setAuthTag(sealed.subarray(ivBytes, ivBytes + tagBytes))
  try {
    const start = decipher.update(sealed.subarray(ivBytes + tagBytes))
    return Buffer.concat([start, decipher.final()]).toString('utf8')
  } catch {
    return undefined
  }
}
