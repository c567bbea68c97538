import { whenOrphaned } from '../bootstrap/orphaned.mjs'

/**
 * Calls back once, however somebody asks us to stop: Ctrl-C, a signal to us, or the end of the process that
 * started us, whether it told us (IPC) or not. Then exits; a stack that
 * was asked to stop did well, and npm would print an error for anything but 0.
 */
export function onStop(stop: () => Promise<void>, exitCode = 0): void {
  let stopping = false
  const once = (): void => {
    if (stopping) return
    stopping = true
    void stop().finally(() => process.exit(exitCode))
  }
  // twice for one Ctrl-C: from the terminal and again from npm
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, once)
  if (process.connected) process.on('disconnect', once)
  whenOrphaned(once)
}
