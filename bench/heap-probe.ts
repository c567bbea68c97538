// Loaded into the API's process before it: tells over IPC how much of the heap is in use.
process.on('message', (message) => {
  if (message !== 'heap') return
  globalThis.gc?.()
  const { heapUsed, rss } = process.memoryUsage()
  process.send?.({ heapUsed, rss, resources: process.getActiveResourcesInfo().length })
})
process.on('disconnect', () => process.exit())
