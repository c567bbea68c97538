/** Milliseconds of CPU since a moment: unlike the clock, it does not count what others run. */
export function startCpuTime(): () => number {
  const started = process.cpuUsage()
  return () => {
    const { user, system } = process.cpuUsage(started)
    return (user + system) / 1000
  }
}
