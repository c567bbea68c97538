// a code lives for a minute at good providers: who is away for longer begins anew
const patience = 50_000

/** Waits until this device is online, if it is known to be offline; not longer than a code lives. */
export async function whenOnline(): Promise<void> {
  if (navigator.onLine) return
  await new Promise<void>((resolve) => {
    setTimeout(resolve, patience)
    window.addEventListener('online', () => resolve(), { once: true })
  })
}
