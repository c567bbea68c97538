import { startStack, type Stack, type StackOptions } from '../stack.ts'
import { onStop } from './on-stop.ts'

/** Runs a stack as the one purpose of this process: until somebody stops us, or a process of the stack ends. */
export async function supervise(
  options: StackOptions,
  onReady: (stack: Stack) => void,
): Promise<void> {
  const abandoned = new AbortController()
  const starting = startStack({ ...options, signal: abandoned.signal })
  onStop(async () => {
    abandoned.abort()
    const stack = await starting.catch(() => undefined)
    await stack?.stop()
  })
  try {
    const stack = await starting
    onReady(stack)
    console.error(await stack.broken)
    await stack.stop()
  } catch (error) {
    // whoever abandoned the start ends the process too
    if (abandoned.signal.aborted) return
    console.error(error instanceof Error ? error.message : error)
  }
  process.exit(1)
}
