// Runs on Node 20 and before `pnpm install`: no dependency, no TypeScript.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { installPackages } from './install.mjs'
import { findNode } from './node.mjs'
import { whenOrphaned } from './orphaned.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))

/**
 * Makes this machine able to run the TypeScript program scripts/`name`, then runs it with our arguments.
 * @param {string} name
 */
export async function bootstrap(name) {
  const program = join(root, 'scripts', name)
  let node
  try {
    node = await findNode(root)
    await installPackages(root, node)
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exit(1)
  }
  if (node !== process.execPath) return relay(node, program)
  silenceExperimentalWarnings()
  await import(pathToFileURL(program).href)
}

/**
 * The program runs in a newer Node. It ends when we do: the IPC channel tells it, even after a kill -9.
 * @param {string} node
 * @param {string} program
 */
function relay(node, program) {
  const child = spawn(node, [program, ...process.argv.slice(2)], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, STARTED_AT: String(performance.timeOrigin) },
  })
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => child.kill(signal))
  }
  child.on('exit', (code) => process.exit(code ?? 1))
  whenOrphaned(() => child.kill())
}

/** Node 22 calls type stripping experimental at every start. */
function silenceExperimentalWarnings() {
  const shown = process.listeners('warning')
  process.removeAllListeners('warning')
  process.on('warning', (warning) => {
    if (warning.name !== 'ExperimentalWarning') for (const show of shown) show(warning)
  })
}
