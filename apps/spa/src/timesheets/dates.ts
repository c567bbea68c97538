import { daysOf, weekOf } from '@frontchannel/contract'

const day = 86_400_000
const utc = (date: string): Date => new Date(`${date}T00:00:00Z`)

/** A calendar date in words. It has no time zone, so it is read and written in the same one. */
export function dateWords(date: string, locale?: string): string {
  return new Intl.DateTimeFormat(locale, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    timeZone: 'UTC',
  }).format(utc(date))
}

export function weekdayWords(date: string, locale?: string): string {
  return new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' }).format(utc(date))
}

/** Monday to Sunday of a week, as one range. */
export function weekWords(week: string, locale?: string): string {
  const { first, last } = daysOf(week)
  return new Intl.DateTimeFormat(locale, {
    ...{ day: 'numeric', month: 'short', year: 'numeric' },
    timeZone: 'UTC',
  }).formatRange(utc(first), utc(last))
}

/** Today, where the user is. */
export function today(now: Date): string {
  const [year, month, date] = [now.getFullYear(), now.getMonth() + 1, now.getDate()]
  return [year, month, date].map((part) => String(part).padStart(2, '0')).join('-')
}

/** The seven dates of a week. */
export function daysOfWeek(week: string): string[] {
  const monday = utc(daysOf(week).first).getTime()
  return Array.from({ length: 7 }, (_, index) =>
    new Date(monday + index * day).toISOString().slice(0, 10),
  )
}

/** The week that lies some weeks after this one, or before it. */
export function weekAfter(week: string, weeks: number): string {
  const monday = utc(daysOf(week).first).getTime()
  return weekOf(new Date(monday + weeks * 7 * day).toISOString().slice(0, 10))
}

/** Whether a text names a week that there is. */
export function isWeek(text: unknown): text is string {
  if (typeof text !== 'string' || !/^20\d\d-W(?:0[1-9]|[1-4]\d|5[0-3])$/.test(text)) return false
  return weekOf(daysOf(text).first) === text
}
