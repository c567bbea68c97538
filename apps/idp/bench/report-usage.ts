// Loaded before a server: tells its parent, whenever that asks, how much CPU it has used.
process.on('message', (message) => {
  if (message !== 'usage') return
  const { user, system } = process.cpuUsage()
  process.send?.({ microseconds: user + system })
})
process.on('disconnect', () => process.exit()) // nobody outlives the benchmark
