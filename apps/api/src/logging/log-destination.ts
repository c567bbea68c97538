import { pino } from 'pino'

const bufferedBytes = 4096
const bufferedMilliseconds = 250
const heldBytes = 1024 * 1024

/**
 * Standard output, written in the background. Whoever reads our log may stall or go away: requests
 * go on, and lines beyond a megabyte that nobody took are dropped and counted.
 */
export function openStandardOutput(dropped: () => void): pino.DestinationStream {
  const destination = pino.destination({
    dest: 1,
    sync: false,
    minLength: bufferedBytes,
    periodicFlush: bufferedMilliseconds,
    maxLength: heldBytes,
  })
  destination.on('drop', dropped)
  // a closed pipe is reported for each write; the lines stay until they are dropped
  destination.on('error', () => undefined)
  return destination
}
