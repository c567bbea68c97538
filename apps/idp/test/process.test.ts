import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'

const main = join(import.meta.dirname, '../src/main.ts')
const running = new Set<ChildProcess>()

afterEach(() => {
  for (const child of running) child.kill('SIGKILL')
  running.clear()
})

interface Run {
  readonly child: ChildProcess
  readonly output: () => string
  /** The first line that was printed, parsed. */
  readonly listening: () => Promise<{ issuer: string; control?: string }>
  readonly exit: () => Promise<number | null>
}

function run(args: readonly string[], env: Record<string, string> = {}): Run {
  const child = spawn(process.execPath, ['--conditions=source', main, ...args], {
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  running.add(child)
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (data: Buffer) => (output += data.toString()))
  }
  return {
    child,
    output: () => output,
    async listening() {
      while (!output.includes('\n')) await once(child.stdout, 'data')
      return JSON.parse(output.split('\n')[0] ?? '') as { issuer: string; control?: string }
    },
    async exit() {
      if (child.exitCode === null) await once(child, 'close')
      return child.exitCode
    },
  }
}

function tenantFile(content: unknown): string {
  const path = join(mkdtempSync(join(tmpdir(), 'tenant-')), 'tenant.json')
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
  return path
}

describe('the process', () => {
  it('serves the demo tenant on both loopback addresses, and ends when it is told to', async () => {
    const idp = run(['--port', '0'], { SPA_URL: 'http://localhost:1234' })
    const { issuer } = await idp.listening()
    const { port } = new URL(issuer)
    for (const host of ['127.0.0.1', 'localhost']) {
      const url = `http://${host}:${port}/.well-known/openid-configuration`
      expect(await (await fetch(url)).json()).toMatchObject({ issuer })
    }
    const query = new URLSearchParams({
      client_id: 'timesheets-spa',
      redirect_uri: 'http://localhost:1234/callback',
      response_type: 'id_token token',
      nonce: 'n',
    })
    const login = await fetch(`${issuer}authorize?${query.toString()}`, { redirect: 'manual' })
    expect(login.status).toBe(303)
    idp.child.kill('SIGTERM')
    expect(await idp.exit()).toBe(0)
    expect(idp.output()).toContain('"endpoint":"authorize"')
  }, 20_000)

  it('serves a tenant file and a control plane', async () => {
    const file = tenantFile({ name: 'Mine', users: [], clients: [] })
    const secret = 'a-secret-that-is-long-enough'
    const idp = run([file, '--port=0', '--control-port=0', '--control-secret', secret])
    const { control = '' } = await idp.listening()
    const response = await fetch(`${control}/_control/tenants`, {
      headers: { Authorization: `Bearer ${secret}` },
    })
    expect(await response.json()).toMatchObject({ tenants: [{ id: 'main' }] })
    expect((await fetch(`${control}/_control/tenants`)).status).toBe(401)
    expect(idp.output()).not.toContain(secret)
  }, 20_000)

  it.each([
    ['production', [], { NODE_ENV: 'production' }, 'it never runs there'],
    ['a tenant file that is not there', ['/nowhere.json'], {}, 'cannot be read'],
    ['an option it does not have', ['--prot=1'], {}, "Unknown option '--prot'"],
  ])(
    'refuses %s in words',
    async (_, args, env, reason) => {
      const idp = run(args, env)
      expect(await idp.exit()).toBe(1)
      expect(idp.output()).toContain(reason)
      expect(idp.output()).not.toMatch(/^ +at /m)
    },
    20_000,
  )

  it('says with its path what is wrong in a tenant file', async () => {
    const file = tenantFile({
      name: 'Mine',
      clients: [{ clientId: 'a', name: 'A', type: 'spa', callbackUrl: ['${NOT_SET}/cb'] }],
    })
    const unset = run([file])
    expect(await unset.exit()).toBe(1)
    expect(unset.output()).toContain('clients[0].callbackUrl[0]: ${NOT_SET} is not set')
    const misspelled = run([file], { NOT_SET: 'http://a.test' })
    expect(await misspelled.exit()).toBe(1)
    expect(misspelled.output()).toContain('clients[0].callbackUrl: no such key')
  }, 20_000)

  it.each([
    ['a port', (port: number) => ['--port', `${port}`]],
    ['the control port', (port: number) => ['--port=0', '--control-port', `${port}`]],
  ])(
    'says that %s is taken, and ends',
    async (_, argumentsFor) => {
      const other = createServer().listen(0, '127.0.0.1')
      await once(other, 'listening')
      const { port } = other.address() as AddressInfo
      const idp = run(argumentsFor(port))
      expect(await idp.exit()).toBe(1)
      expect(idp.output()).toContain(`Port ${port} is taken`)
      other.close()
    },
    20_000,
  )
})
