import { spawn } from 'node:child_process'
import { delimiter, dirname, join } from 'node:path'
import { root } from '../workspaces.ts'

const running = new Set<ReturnType<typeof spawn>>()

/** Runs a JavaScript program of the packages with the Node that runs us; resolves with its exit code. */
export function runTool(
  program: string,
  args: readonly string[],
  { cwd = root, env = {} }: { cwd?: string; env?: Readonly<Record<string, string>> } = {},
): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [join(root, program), ...args], {
      cwd,
      // programs that call `node` must get this one too
      env: {
        ...process.env,
        PATH: `${dirname(process.execPath)}${delimiter}${process.env['PATH'] ?? ''}`,
        ...env,
      },
      stdio: ['ignore', 'inherit', 'inherit'],
    })
    running.add(child)
    child.on('close', (code) => {
      running.delete(child)
      resolve(code ?? 1)
    })
  })
}

/** Ends what runs now, and waits for it. */
export async function stopTools(): Promise<void> {
  await Promise.all(
    [...running].map((child) => {
      child.kill()
      return new Promise((resolve) => child.once('close', resolve))
    }),
  )
}
