const day = 86_400_000

/** A date's ISO 8601 week, `2026-W47`: weeks begin on Monday and belong to the year of their Thursday. */
export function weekOf(date: string): string {
  const time = Date.parse(`${date}T00:00:00Z`)
  const thursday = new Date(time + (4 - dayOfWeek(time)) * day)
  const year = thursday.getUTCFullYear()
  const week = Math.floor((thursday.getTime() - Date.UTC(year, 0, 1)) / (7 * day)) + 1
  return `${String(year).padStart(4, '0')}-W${String(week).padStart(2, '0')}`
}

/** The Monday and the Sunday of an ISO 8601 week. */
export function daysOf(week: string): { readonly first: string; readonly last: string } {
  const [year, number] = week.split('-W').map(Number) as [number, number]
  const fourth = Date.UTC(year, 0, 4) // always in the first week
  const monday = fourth + ((number - 1) * 7 - dayOfWeek(fourth) + 1) * day
  return { first: dateOf(monday), last: dateOf(monday + 6 * day) }
}

/** 1 is Monday, 7 is Sunday. */
const dayOfWeek = (time: number): number => new Date(time).getUTCDay() || 7

const dateOf = (time: number): string => new Date(time).toISOString().slice(0, 10)
