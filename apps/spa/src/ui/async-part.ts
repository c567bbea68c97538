import { defineAsyncComponent, type Component } from 'vue'

/**
 * A part that the first look at a page can do without. It arrives in the next quiet moment, and
 * not when it is needed: what tells of a network that is gone must not wait for one.
 */
export function asyncPart<Part extends Component>(
  load: () => Promise<{ readonly default: Part }>,
): Part {
  const quietly = (): void => void load().catch(() => undefined)
  if ('requestIdleCallback' in globalThis) requestIdleCallback(quietly, { timeout: 5_000 })
  else setTimeout(quietly, 1_000)
  return defineAsyncComponent<Part>(load)
}
