/** RFC 6749 §3.3: told only if the client got something else than it asked for. */
export function toldScope(
  granted: readonly string[],
  requested: readonly string[],
): string | undefined {
  const same =
    granted.length === requested.length && granted.every((scope) => requested.includes(scope))
  return same ? undefined : granted.join(' ')
}
