import { readFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { join } from 'node:path'
import { controlCalls } from '../src/control/calls.ts'
import { createControlClient, createMockIdp } from '@frontchannel/mock-idp'
import type { ControlClientOptions, ControlInput, TenantInput } from '@frontchannel/mock-idp'
import { decodeProtectedHeader } from 'jose'
import { describe, expect, it } from 'vitest'
import { createTestBrowser } from '../src/testing/browser.ts'
import type { TestBrowser } from '../src/testing/browser.ts'

const readme = readFileSync(join(import.meta.dirname, '../README.md'), 'utf8')
const [tenant, order] = [...readme.matchAll(/```json\n(.*?)```/gs)].map(
  ([, json = '']) => JSON.parse(json) as unknown,
)
const programs = [...readme.matchAll(/```ts\n(.*?)```/gs)].map(([, program = '']) => program)
const issuer = 'http://localhost:4000/'
const secret = 'a-secret-of-the-control-plane'
const user = { email: 'ann@example.com', password: 'password' }

const authorizationRequest = (base: string): string =>
  `${base}authorize?${new URLSearchParams({
    client_id: 'my-spa',
    redirect_uri: 'http://localhost:5173/callback',
    response_type: 'id_token token',
    audience: 'https://my.example/api',
    scope: 'openid read:things',
    nonce: 'n',
  }).toString()}`

/** Runs TypeScript with what it imports and names at hand. */
async function runProgram(program: string, names: Record<string, unknown>): Promise<void> {
  const body = stripTypeScriptTypes(program).replace(/^import .*$/gm, '')
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- what the README shows is run as it stands there
  const run = new Function(...Object.keys(names), `return (async () => {${body}})()`) as (
    ...values: unknown[]
  ) => Promise<void>
  await run(...Object.values(names))
}

describe('the README', () => {
  it('shows a tenant that one can log in to', async () => {
    const idp = createMockIdp({ issuer, tenant: tenant as TenantInput })
    const browser = createTestBrowser((request) => idp.fetch(request))
    const { parameters } = await browser.logIn(authorizationRequest(issuer), user)
    expect([parameters.has('id_token'), parameters.has('access_token')]).toEqual([true, true])
  })

  it('shows an order that mints', async () => {
    const idp = createMockIdp({ issuer, tenant: tenant as TenantInput })
    const { token } = await idp.control.mint(order as ControlInput<'mint'>)
    expect(decodeProtectedHeader(token)).toMatchObject({ alg: 'HS256', kid: 'another' })
  })

  it('shows TypeScript that runs, in process and over HTTP', async () => {
    expect(programs).toHaveLength(2)
    for (const [index, program] of programs.entries()) {
      const idp = createMockIdp({ issuer, tenant: tenant as TenantInput })
      const plane = idp.controlPlane(secret)
      const browser = (): TestBrowser => createTestBrowser((request) => idp.fetch(request))
      await runProgram(program, {
        createMockIdp,
        createTestBrowser,
        createControlClient: (options: ControlClientOptions) =>
          createControlClient({
            ...options,
            fetch: (input, init) => plane(new Request(input, init)),
          }),
        expect,
        secret,
        tenant,
        ...user,
        authorizationRequest: authorizationRequest('http://idp.test/'),
        logInThrough: (address: string) => browser().logIn(authorizationRequest(address), user),
      }).catch((cause: unknown) => {
        throw new Error(`program ${index + 1} of the README fails`, { cause })
      })
    }
  })

  it('shows control calls that answer as it says', async () => {
    const idp = createMockIdp({ issuer, tenant: tenant as TenantInput })
    const plane = idp.controlPlane(secret)
    const calls = [...readme.replaceAll('\\\n', '').matchAll(/^control (?!\(\))(.*)$/gm)]
    const answers: unknown[] = []
    for (const [, words = ''] of calls) {
      const [, address = ''] = /'?(http:[^' ]+)'?/.exec(words) ?? []
      const [, body] = /-d '(.*)'/.exec(words) ?? []
      const [, method = body === undefined ? 'GET' : 'POST'] = /-X (\w+)/.exec(words) ?? []
      const headers = { Authorization: `Bearer ${secret}`, 'Content-Type': 'application/json' }
      const response = await plane(
        new Request(address.replace('5000', '0'), { method, headers, body: body ?? null }),
      )
      expect([words, response.status]).toEqual([words, 200])
      answers.push(await response.json())
    }
    expect(answers).toMatchObject([
      { id: 'test-1', issuer: 'http://localhost:4000/t/test-1/' },
      { faults: [{ id: 'jwks.keys.empty' }] },
      { entries: [] },
    ])
  })

  it('lists every control call', () => {
    const missing = Object.keys(controlCalls).filter((name) => !readme.includes(`\`${name}\``))
    expect(missing).toEqual([])
  })
})
