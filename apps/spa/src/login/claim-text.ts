const longest = 200 // what an account menu can show, and no 100 KB name of a careless provider

/** A claim to show: a text that is not empty, cut to a sane length. */
export function claimText(
  claims: Readonly<Record<string, unknown>> | undefined,
  name: string,
): string | undefined {
  const value = claims && Object.hasOwn(claims, name) ? claims[name] : undefined
  return typeof value === 'string' && value.trim() !== '' ? value.slice(0, longest) : undefined
}
