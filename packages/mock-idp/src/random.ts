import { base64url } from 'jose'

/** Unguessable text, URL-safe. 32 bytes for secrets (RFC 6749 §10.10), fewer for mere names. */
export function randomId(bytes = 32): string {
  return base64url.encode(crypto.getRandomValues(new Uint8Array(bytes)))
}
