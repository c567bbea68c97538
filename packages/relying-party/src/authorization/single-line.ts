// controls, and the marks that make text run the other way or vanish
const unprintable = /[\p{Cc}\p{Cf}\u2028\u2029]/gu

/** Someone else's text as one harmless line of at most so many characters. */
export function singleLine(text: string, maxLength: number): string {
  const characters = Array.from(text.replace(unprintable, ' ').trim())
  if (characters.length <= maxLength) return characters.join('')
  return `${characters.slice(0, maxLength).join('')}…`
}
