// Loaded into every process of the stack (node --import): none may outlive the supervisor, not even its kill -9.
const patienceMilliseconds = 5_000

process.on('disconnect', () => {
  setTimeout(() => process.exit(1), patienceMilliseconds).unref()
  process.kill(process.pid, 'SIGTERM')
})

// a process that has nothing else to do may end
process.channel?.unref()

// the supervisor's end of the pipes goes first
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined)
