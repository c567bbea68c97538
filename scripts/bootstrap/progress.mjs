const everyMilliseconds = 10_000

/**
 * Says that something long began, that it still goes on, and how long it took.
 * @param {string} title
 */
export function begin(title) {
  const started = Date.now()
  const seconds = () => `${((Date.now() - started) / 1000).toFixed(1)} s`
  console.log(`${title} …`)
  const timer = setInterval(() => console.log(`  still ${title} (${seconds()})`), everyMilliseconds)
  timer.unref()
  return {
    done() {
      clearInterval(timer)
      console.log(`  done in ${seconds()}`)
    },
  }
}
