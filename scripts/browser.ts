import { findInstalled, works } from './browser/installed.ts'
import { obtain, sources } from './browser/obtain.ts'

export interface Browser {
  readonly path: string
  readonly args: readonly string[]
}

/** A browser of tests has no business on the network but its pages. */
const quiet = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--no-first-run',
]

/**
 * A Chromium for the tests: CHROMIUM_PATH, else one that is installed, else one that Playwright, the package
 * manager or npm brings.
 *
 * @throws an error that lists what was tried.
 */
export async function findBrowser(
  onProgress: (text: string) => void = () => undefined,
): Promise<Browser> {
  return {
    path: await findPath(onProgress),
    args: [...quiet, ...(isRoot() ? ['--no-sandbox'] : [])],
  }
}

async function findPath(onProgress: (text: string) => void): Promise<string> {
  const named = process.env['CHROMIUM_PATH']
  if (named) {
    if (await works(named)) return named
    throw new Error(`CHROMIUM_PATH is "${named}", which does not start as a Chromium`)
  }
  const installed = await findInstalled()
  if (installed !== undefined) return installed
  const found = await obtain(sources, onProgress)
  if ('path' in found) return found.path
  throw new Error(
    `No browser: install Chrome or Chromium, or set CHROMIUM_PATH to one.\n${found.reasons.join('\n')}`,
  )
}

// Chromium's sandbox does not start under root
const isRoot = (): boolean => process.getuid?.() === 0
