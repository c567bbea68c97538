/** Milliseconds, of the machine's clock: a rule that never ends must not hold a login. */
const limit = 5000

/** Runs code of a tenant, and stops waiting for it after a while. */
export async function inTime<Result>(run: () => Promise<Result>): Promise<Result> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const tooLate = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`did not end within ${limit} ms`)), limit)
  })
  try {
    return await Promise.race([run(), tooLate])
  } finally {
    clearTimeout(timer)
  }
}
