/**
 * `sessionStorage` or `localStorage`, if there is one: with storage switched off, or in a
 * sandboxed frame, its mere mention throws.
 */
export function webStorage(kind: 'session' | 'local'): Storage | undefined {
  try {
    return kind === 'session' ? window.sessionStorage : window.localStorage
  } catch {
    return undefined
  }
}
