const parentCheckMilliseconds = 500

/**
 * Calls back once, however somebody asks us to stop: Ctrl-C, a signal to us, or the end of the process that
 * started us, whether it told us (IPC) or not (npm's shell does not pass on its SIGTERM). Then exits.
 */
export function onStop(stop: () => Promise<void>): void {
  let stopping = false
  const once = (): void => {
    if (stopping) return
    stopping = true
    // asked for, so a success: npm would print an error for anything else
    void stop().finally(() => process.exit(0))
  }
  // twice for one Ctrl-C: from the terminal and again from npm
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, once)
  if (process.connected) process.on('disconnect', once)
  if (process.env['npm_lifecycle_event'] === undefined) return
  const parent = process.ppid
  setInterval(() => process.ppid !== parent && once(), parentCheckMilliseconds).unref()
}
