import { spawn } from 'node:child_process'

const onWindows = process.platform === 'win32'

/**
 * Runs a program of packages that `npm exec` fetches when they are not cached.
 * @param {string[]} packages
 * @param {string[]} command
 * @param {{ capture?: boolean, env?: NodeJS.ProcessEnv, cwd?: string }} [options]
 * @returns {Promise<{ code: number, output: string }>}
 */
export function npmExec(packages, command, { capture = false, env = process.env, cwd } = {}) {
  const quick = [
    '--fetch-retry-mintimeout=1000',
    '--fetch-retry-maxtimeout=5000',
    '--prefer-offline',
  ]
  const options = ['exec', '--yes', '--loglevel=error', ...quick]
  const all = [...options, ...packages.map((name) => `--package=${name}`), '--', ...command]
  const [program, args] = npm(all)
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd,
      env,
      stdio: capture ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'],
      // a group of its own, so that whoever stops us stops all that npm started
      detached: !onWindows,
      shell: onWindows && program === 'npm',
    })
    let output = ''
    child.stdout?.on('data', (text) => (output += text))
    child.stderr?.on('data', (text) => (output += text))
    let stopped = false
    const stop = () => {
      stopped = true
      if (child.pid) process.kill(onWindows ? child.pid : -child.pid, 'SIGTERM')
    }
    const signals = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])
    for (const signal of signals) process.on(signal, stop)
    /** @param {number} code */
    const end = (code) => {
      if (stopped) process.exit(1)
      for (const signal of signals) process.off(signal, stop)
      resolve({ code, output })
    }
    child.on('error', (error) => {
      output += `error ${error.message}`
      end(1)
    })
    child.on('close', (code) => end(code ?? 1))
  })
}

/**
 * The npm that started us, else the one on the path.
 * @param {string[]} args
 * @returns {[program: string, args: string[]]}
 */
function npm(args) {
  const script = process.env.npm_execpath
  return script?.endsWith('npm-cli.js') ? [process.execPath, [script, ...args]] : ['npm', args]
}
