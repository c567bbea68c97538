/**
 * Minutes of what was typed as hours: `7.5`, `7,5` or `7:30`. Undefined if it is no whole number
 * of minutes of one day. Counted in whole hundredths: 0.1 + 0.2 hours must be 18 minutes.
 */
export function minutesOf(typed: string): number | undefined {
  const text = typed.trim()
  const clock = /^(\d{1,2}):([0-5]\d)$/.exec(text)
  const decimal = /^(\d{1,2})?(?:[.,](\d{1,2}))?$/.exec(text)
  let minutes: number
  if (clock) minutes = Number(clock[1]) * 60 + Number(clock[2])
  else if (decimal && text !== '') {
    const hundredths = Number((decimal[2] ?? '').padEnd(2, '0'))
    minutes = Number(decimal[1] ?? 0) * 60 + (hundredths * 60) / 100
  } else return undefined
  return Number.isInteger(minutes) && minutes >= 1 && minutes <= 24 * 60 ? minutes : undefined
}

/** Hours to show: `7.5`; `0:20` where two decimals could not say it. */
export function hoursOf(minutes: number, locale?: string): string {
  const isShort = (minutes * 100) % 60 === 0
  if (isShort) {
    return new Intl.NumberFormat(locale, { maximumFractionDigits: 2 }).format(minutes / 60)
  }
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`
}
