/** Loaded before a server's own program: tells the parent, over IPC, what the process has used. */
process.on('message', (message) => {
  if (message === 'collect') globalThis.gc?.()
  const { user, system } = process.cpuUsage()
  process.send?.(user + system)
})
// nobody outlives the benchmark
process.on('disconnect', () => process.exit())
