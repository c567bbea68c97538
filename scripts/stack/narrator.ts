import type { Tell } from './events.ts'

/** Prints what a person who waits wants to know; in watch mode also what the processes log. */
export function narrator(withLogs: boolean): Tell {
  const began = new Map<string, number>()
  return (event) => {
    if (event.kind === 'failed') console.error(event.message)
    else if (event.kind === 'log') {
      if (withLogs) console.log(`[${event.what}] ${event.line}`)
    } else if (event.kind === 'building' || event.kind === 'starting') {
      began.set(event.what, Date.now())
      console.log(`${event.kind} ${event.what} …`)
    } else {
      const seconds = ((Date.now() - (began.get(event.what) ?? Date.now())) / 1000).toFixed(1)
      console.log(`  ${event.kind}: ${event.what} (${seconds} s)`)
    }
  }
}
