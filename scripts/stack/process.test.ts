import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { freePorts } from '../ports.ts'
import { startProcess, untilReady, type ManagedProcess } from './process.ts'

let folder: string
let port: number
const running: ManagedProcess[] = []
const never = new AbortController().signal

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'process-test-'))
  ;[port = 0] = await freePorts(1)
})

afterEach(async () => {
  await Promise.all(running.splice(0).map((one) => one.stop()))
  rmSync(folder, { recursive: true })
})

const server = `
  import { createServer } from 'node:http'
  createServer((_, response) => response.end('ok')).listen(Number(process.env.PORT), '127.0.0.1')
  console.log('pid', process.pid)
`

function start(code: string): ManagedProcess {
  const program = join(folder, 'program.mjs')
  writeFileSync(program, code)
  const started = startProcess({
    title: 'test program',
    args: [program],
    cwd: folder,
    env: { PORT: String(port) },
    logFile: join(folder, 'logs/program.log'),
  })
  running.push(started)
  return started
}

const isUp = (): Promise<boolean> =>
  fetch(`http://127.0.0.1:${port}`).then(
    () => true,
    () => false,
  )

describe('startProcess', () => {
  test('is ready when it answers, logs to its file and stops', async () => {
    const started = start(server)
    await untilReady(started, `http://127.0.0.1:${port}`, never)
    expect(readFileSync(join(folder, 'logs/program.log'), 'utf8')).toMatch(/^pid \d+$/m)
    await started.stop()
    expect(await isUp()).toBe(false)
  })

  test('says how a process that does not become ready ended, with its last lines', async () => {
    const started = start(`console.error('OIDC_ISSUER is missing'); process.exit(3)`)
    await expect(untilReady(started, `http://127.0.0.1:${port}`, never)).rejects.toThrow(
      /test program ended with exit code 3 before it was ready.*\nOIDC_ISSUER is missing/,
    )
  })

  test('stops waiting when the start is abandoned', async () => {
    const started = start(`setInterval(() => undefined, 1000)`)
    const waiting = untilReady(started, `http://127.0.0.1:${port}`, AbortSignal.timeout(100))
    await expect(waiting).rejects.toThrow(/aborted|timeout/i)
  })

  test('gives a process no reason to live that it has not itself', async () => {
    const started = start(`console.log('done')`)
    expect(await started.ended).toBe('exit code 0')
  })

  test('ends with the process that started it, even after a kill -9', async () => {
    const supervisor = join(folder, 'supervisor.ts')
    writeFileSync(join(folder, 'program.mjs'), server)
    writeFileSync(
      supervisor,
      `import { startProcess, untilReady } from ${JSON.stringify(join(import.meta.dirname, 'process.ts'))}
       const started = startProcess({ title: 't', args: [${JSON.stringify(join(folder, 'program.mjs'))}],
         cwd: '.', env: { PORT: '${port}' }, logFile: ${JSON.stringify(join(folder, 'x.log'))} })
       await untilReady(started, 'http://127.0.0.1:${port}', new AbortController().signal)
       process.kill(process.pid, 'SIGKILL')`,
    )
    const [, signal] = (await once(
      spawn(process.execPath, [supervisor], { stdio: 'inherit' }),
      'exit',
    )) as [null, string]
    expect(signal).toBe('SIGKILL')
    await expect.poll(isUp, { timeout: 6_000 }).toBe(false)
  })
})
