import { walk } from '@frontchannel/conformance'
import { expect, test, type Page } from '@playwright/test'
import { accountMenu, clickLogIn, timesheets } from '../fixtures/test.ts'
import { configureSpa } from '../fixtures/tenant.ts'
import { record } from '../fixtures/traffic.ts'
import { listenIn } from './browser-side.ts'
import type { Exchange } from './recorded-edge.ts'
import { startRecordedStack, type RecordedStack } from './stack.ts'

// one after the other: they share the stack, and what is on its wires
test.describe.configure({ mode: 'default' })

let stack: RecordedStack
/** What must never leave the back channel, of all logins so far. */
const backChannelOnly: string[] = []

test.beforeAll(async () => {
  stack = await startRecordedStack()
  backChannelOnly.push(stack.secret)
})
test.afterAll(() => stack.stop())

const flows = {
  'code id_token': ['code', 'id_token', 'state'],
  'code token': ['access_token', 'code', 'expires_in', 'scope', 'state', 'token_type'],
  'code id_token token': [
    ...['access_token', 'code', 'expires_in', 'id_token', 'scope', 'state', 'token_type'],
  ],
  'code backend': ['code', 'state'],
}

const claimsOf = (token: string): Record<string, unknown> =>
  JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as never
const scopesOf = (token: string): string[] => String(claimsOf(token)['scope']).split(' ')
const only = <Item>(items: readonly Item[]): Item => {
  expect(items).toHaveLength(1)
  return items[0] as Item
}
const bearerOf = ({ headers }: Exchange): string =>
  headers.authorization?.replace(/^Bearer /, '') ?? ''
const found = (secrets: readonly string[], text: string): string[] =>
  secrets.filter((secret) => text.includes(secret) || text.includes(encodeURIComponent(secret)))

async function logIn(page: Page): Promise<void> {
  await page.getByLabel('Email').fill('employee@example.com')
  await page.getByLabel('Password').fill('password')
  await page.getByRole('button', { name: 'Continue', exact: true }).click()
  const allow = page.getByRole('button', { name: 'Allow' })
  await allow.or(accountMenu(page)).waitFor()
  // asked once: whoever has allowed it before is not asked again
  if (await allow.isVisible()) await allow.click()
  await accountMenu(page).waitFor()
}

for (const [flow, members] of Object.entries(flows)) {
  test(`${flow}: eleven steps, each seen on its wire; what is the back-end's stays there (H09, B13)`, async ({
    page,
  }) => {
    const { edges, spa, issuer } = stack
    for (const edge of Object.values(edges)) edge.exchanges.length = 0
    const browser = listenIn(page)
    const traffic = record(page)
    await configureSpa(page, { flow, clientId: 'timesheets-backend' })

    await test.step('1 to 4: a click, an authorization request, the pages of the IdP', async () => {
      await page.goto(spa)
      await clickLogIn(page)
      await page.getByLabel('Email').waitFor()
      const request = traffic.authorizationRequest()
      expect(request.get('response_type')).toBe(flow.replace(' backend', ''))
      expect(request.get('client_id')).toBe('timesheets-backend')
      for (const name of ['state', 'nonce', 'code_challenge']) {
        expect(request.get(name)).toMatch(/^[\w-]{43}$/)
      }
      expect(new URL(page.url()).origin).toBe(new URL(issuer).origin)
      await logIn(page)
    })

    const response = traffic.authorizationResponse()
    const code = response.get('code') ?? ''
    await test.step('5: exactly the promised members come back', () => {
      expect([...response.keys()].sort()).toEqual(members)
    })

    await test.step('6: the code crosses to the back-end once, and no token with it', () => {
      const handOff = only(edges.backEnd.to('POST', '/session'))
      expect(handOff.body).toContain(code)
      expect(handOff.body).not.toMatch(/eyJ[\w-]+\./)
      expect(handOff.status).toBe(201)
    })

    const exchange = only(edges.provider.to('POST', '/oauth/token'))
    await test.step('7 and 8: the back-end redeems it with its secret, and nobody is asked', () => {
      expect(new URLSearchParams(exchange.body).get('code')).toBe(code)
      expect(exchange.headers.authorization).toMatch(/^Basic /)
      expect(traffic.to(issuer, '/oauth/token')).toEqual([])
      expect(edges.provider.to('GET', '/authorize')).toHaveLength(1)
      expect(new URL(page.url()).origin).toBe(new URL(spa).origin)
    })

    const second = JSON.parse(exchange.answer) as Record<string, string>
    const secondToken = second['access_token'] ?? ''
    await test.step('9: a second set of tokens comes, wider than the first', () => {
      expect(Object.keys(second).sort()).toEqual(
        expect.arrayContaining(['access_token', 'id_token', 'refresh_token']),
      )
      for (const name of ['access_token', 'id_token', 'refresh_token']) {
        backChannelOnly.push(second[name] ?? '')
        expect(response.get(name)).not.toBe(second[name])
      }
      const first = response.get('access_token')
      if (first === null) return
      expect(scopesOf(first)).toEqual(['read:timesheets'])
      expect(scopesOf(secondToken)).toContain('create:timesheets')
      expect(claimsOf(first)['aud']).toBe('https://timesheets.example.com/api')
      const lifetime = ({ exp, iat }: Record<string, unknown>) => Number(exp) - Number(iat)
      expect(lifetime(claimsOf(first))).toBeLessThanOrEqual(300)
    })

    await test.step('10 and 11: the API sees the second Access Token alone, and its data is shown', async () => {
      await page.getByRole('link', { name: 'Timesheets' }).first().click()
      await expect(timesheets(page)).toBeVisible()
      const calls = edges.api.exchanges.filter(({ path }) => path.startsWith('/api/'))
      expect(calls.length).toBeGreaterThan(0)
      expect(new Set(calls.map(bearerOf))).toEqual(new Set([secondToken]))
      expect(traffic.to(new URL('/', `http://${calls[0]?.headers.host ?? ''}`).origin)).toEqual([])
    })

    await test.step('the inspector shows all eleven', async () => {
      await page.getByRole('button', { name: /Inspector/ }).click()
      const inspector = page.getByRole('region', { name: 'Inspector' })
      for (const { title } of walk({ withBackEnd: true })) {
        await expect(inspector.getByText(title).first()).toBeVisible()
      }
    })

    await test.step('the browser has learnt none of it', async () => {
      const text = await browser.text()
      expect(found([code], text), 'the scan finds what is there').toEqual([code])
      expect(found(backChannelOnly, text)).toEqual([])
    })
  })
}

test('no process has logged a secret, a code or a token', async () => {
  // the lines of the back-end are written together
  await expect.poll(() => stack.logs().split('login completed').length - 1).toBe(4)
  const logs = stack.logs()
  expect(backChannelOnly.length).toBe(1 + 3 * Object.keys(flows).length)
  expect(found(backChannelOnly, logs)).toEqual([])
  expect(logs).not.toMatch(/eyJ[\w-]+\.[\w-]+\./)
  expect(found(backChannelOnly, `${logs}${backChannelOnly[3] ?? ''}`), 'the scan works').toEqual([
    backChannelOnly[3],
  ])
})
