import type { RequestLogEntry } from '@frontchannel/mock-idp'

/** One line of JSON for each request: no parameters, since a log file is read by many. */
export function logLine(entry: RequestLogEntry): string {
  const level = entry.failure === undefined ? 'info' : 'error'
  return JSON.stringify({ level, ...entry, parameters: undefined })
}
