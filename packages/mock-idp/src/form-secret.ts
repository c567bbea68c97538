/**
 * What a form of ours holds, so that no other site can send one like it: the hash of a cookie,
 * which another site can send along, but can neither read nor compute.
 */
export async function formSecret(purpose: string, cookie: string): Promise<string> {
  const bytes = new TextEncoder().encode(`${purpose} ${cookie}`)
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
