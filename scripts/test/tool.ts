import { spawn } from 'node:child_process'
import { delimiter, dirname, join } from 'node:path'
import { root } from '../workspaces.ts'

const running = new Set<ReturnType<typeof spawn>>()

export type Print = (text: string) => void

export const printNow: Print = (text) => void process.stdout.write(text)

interface ToolOptions {
  /** Where its output goes: to ours, unless stated. */
  readonly print?: Print
  readonly cwd?: string
  readonly env?: Readonly<Record<string, string>>
}

/** Runs a JavaScript program of the packages with the Node that runs us; resolves with its exit code. */
export function runTool(
  program: string,
  args: readonly string[],
  { print = printNow, cwd = root, env = {} }: ToolOptions = {},
): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [join(root, program), ...args], {
      cwd,
      env: { ...process.env, ...colors, ...path, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    running.add(child)
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', print)
    child.on('close', (code) => {
      running.delete(child)
      resolve(code ?? 1)
    })
  })
}

// programs that call `node` must get this one too
const path = { PATH: `${dirname(process.execPath)}${delimiter}${process.env['PATH'] ?? ''}` }

// it cannot know that its pipe ends at a terminal
const colors = process.stdout.isTTY && !process.env['NO_COLOR'] ? { FORCE_COLOR: '1' } : {}

/** Ends what runs now, and waits for it. */
export async function stopTools(): Promise<void> {
  await Promise.all(
    [...running].map((child) => {
      child.kill()
      return new Promise((resolve) => child.once('close', resolve))
    }),
  )
}
