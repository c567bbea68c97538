// The health check of a container: does the URL answer 200?
const url = process.argv[2] ?? ''
const response = await fetch(url, { signal: AbortSignal.timeout(4_000) }).catch(() => undefined)
process.exit(response?.status === 200 ? 0 : 1)
