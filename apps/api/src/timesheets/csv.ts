export type Cell = string | number

/**
 * RFC 4180: CRLF after each line, quotes round what holds a comma, a quote or a line break, and
 * quotes doubled within.
 */
export function csv(lines: readonly (readonly Cell[])[]): string {
  return lines.map((cells) => `${cells.map(cell).join(',')}\r\n`).join('')
}

// A spreadsheet runs a cell that begins so as a formula, and a formula can send the sheet away
// (OWASP, CSV injection); the wide forms are what some keyboards of East Asia give.
const formula = /^[=+\-@\t\r\n＝＋－＠]/

function cell(value: Cell): string {
  if (typeof value === 'number') return String(value)
  const harmless = formula.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}
