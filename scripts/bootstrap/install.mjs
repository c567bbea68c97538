import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { npmExec } from './npm.mjs'
import { begin } from './progress.mjs'

const pnpm = 'pnpm@12.21.0'

/**
 * Installs what the lock file says, unless that has been done.
 * @param {string} root
 * @param {string} node
 */
export async function installPackages(root, node) {
  const stamp = join(root, 'node_modules', '.installed-lock')
  const wanted = createHash('sha256')
    .update(readFileSync(join(root, 'pnpm-lock.yaml')))
    .update(readFileSync(join(root, 'pnpm-workspace.yaml')))
    .update(`${process.platform} ${process.arch}`)
    .digest('hex')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return
  const step = begin('installing packages (the first time takes a while)')
  const { code } = await npmExec(
    [pnpm],
    ['pnpm', 'install', '--frozen-lockfile', '--config.confirmModulesPurge=false'],
    {
      cwd: root,
      // development packages build and test the apps; in production mode pnpm would leave them out
      env: { ...process.env, NODE_ENV: '', ...withFirstOnPath(dirname(node)) },
    },
  )
  if (code !== 0) {
    throw new Error(
      'The packages could not be installed: what is written above says why. ' +
        'Check the network and `npm config get registry`, then start again.',
    )
  }
  writeFileSync(stamp, wanted)
  step.done()
}

/**
 * Packages are chosen, and their scripts run, for the Node on the path. Windows calls the variable Path.
 * @param {string} folder
 */
function withFirstOnPath(folder) {
  const name = Object.keys(process.env).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH'
  return { [name]: `${folder}${delimiter}${process.env[name] ?? ''}` }
}
