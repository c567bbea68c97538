import type { Page } from '@playwright/test'
import type { LoggedRequest } from '../fixtures/control.ts'
import { aToken, everythingStored } from '../fixtures/storage.ts'
import { accountMenu, clickLogIn, expect } from '../fixtures/test.ts'
import { redeemedByBackEnd, type ColumnLane } from './lane.ts'
import type { Module, Observation } from './module.ts'

const issues = (flow: string, part: string): boolean => flow.split(' ').includes(part)
const to = (log: readonly LoggedRequest[], endpoint: string): readonly LoggedRequest[] =>
  log.filter((request) => request.endpoint === endpoint && request.method !== 'OPTIONS')

/** One run of a module: the provider misbehaves, a user clicks Log in. */
export async function runModule(lane: ColumnLane, module: Module): Promise<void> {
  const { page, stack, provider, clear } = lane
  await clear()
  // without a kid nothing tells the back-end that the keys it knows are no longer these
  if (module.fault?.startsWith('jwks.') && redeemedByBackEnd(lane.flow))
    await stack.restart('backend')
  if (module.fault !== undefined) await provider.arm(module.fault)
  await clickLogIn(page)
  await verdicts[module.verdict.kind](lane, module)
  for (const observation of module.observes ?? []) await observations[observation](lane)
}

type Judge = (lane: ColumnLane, module: Module) => Promise<void>

const verdicts: Readonly<Record<Module['verdict']['kind'], Judge>> = {
  async accepted(lane) {
    const { page, provider, flow } = lane
    await accountMenu(page).waitFor()
    const log = await provider.log()
    const [request, ...others] = to(log, 'authorize')
    expect(others).toEqual([])
    expectGoodRequest(request?.parameters ?? {}, lane)
    if (!issues(flow, 'token') && !issues(flow, 'code')) {
      expect(to(log, 'jwks').length).toBeGreaterThan(0)
      return
    }
    await openProfile(page)
    await page.getByRole('region', { name: 'From /userinfo' }).getByText('Erin').first().waitFor()
    // the page may show an answer before the log tells of it
    const statuses = async () => to(await provider.log(), 'userinfo').map(({ status }) => status)
    await expect.poll(statuses, { intervals: [10, 50] }).toEqual([200])
  },

  async refused({ page, stack, provider, traffic, flow, responseMode }, module) {
    await page.getByRole('heading', { name: 'Login refused' }).waitFor()
    await expectNamed(page, module)
    expect(await everythingStored(page)).not.toMatch(aToken)
    expect(page.url()).toBe(`${stack.spa}${new URL(page.url()).pathname}`)
    expect(traffic.to(stack.api)).toEqual([])
    const log = await provider.log()
    expect(to(log, 'userinfo')).toEqual([])
    // a code beside a bad ID Token is worth nothing; without one, redeeming it shows the bad one
    expect(to(log, 'token')).toHaveLength(issues(flow, 'id_token') || !issues(flow, 'code') ? 0 : 1)

    // a new try is the same as in the plan without form post
    if (responseMode) return
    await provider.arm()
    await page.getByRole('button', { name: 'Try again' }).click()
    await accountMenu(page).waitFor()
  },

  async 'profile-refused'({ page, provider }, module) {
    await accountMenu(page).waitFor()
    await page.getByRole('link', { name: 'Profile' }).first().click()
    // a token that brings somebody else's profile is somebody else's: the session goes, too
    await page.getByRole('alert').getByText('belongs to somebody else').waitFor()
    await expectNamed(page, module)
    await expect(accountMenu(page)).toBeHidden()
    await expect(page.getByRole('region', { name: 'From /userinfo' })).toHaveCount(0)
    expect(await everythingStored(page)).not.toMatch(aToken)
    expect(to(await provider.log(), 'userinfo')).toHaveLength(1)
  },

  async 'not-begun'({ page, provider }, module) {
    await expectNamed(page, module)
    const log = await provider.log()
    expect(to(log, 'authorize')).toEqual([])
    await provider.arm()
    await clickLogIn(page)
    await accountMenu(page).waitFor()
  },
}

const observations: Readonly<Record<Observation, (lane: ColumnLane) => Promise<void>>> = {
  async 'the claims of the requested scopes are shown'({ page, provider }) {
    const [request] = to(await provider.log(), 'authorize')
    expect(request?.parameters?.['scope']?.split(' ')).toEqual(
      expect.arrayContaining(['openid', 'profile', 'email']),
    )
    await openProfile(page)
    await expect(page.getByRole('main')).toContainText('Erin Employee')
    await expect(page.getByRole('main')).toContainText('employee@example.com')
  },

  async 'each request has a new nonce'({ page, provider }) {
    // somebody whom this browser does not remember, but the provider does
    await page.evaluate(() => localStorage.clear())
    await page.goto('/')
    await clickLogIn(page)
    await accountMenu(page).waitFor()
    const nonces = to(await provider.log(), 'authorize').map(
      ({ parameters }) => parameters?.['nonce'],
    )
    expect(nonces).toHaveLength(2)
    expect(new Set(nonces).size).toBe(2)
  },

  async 'metadata are fetched before the authorization request'({ provider }) {
    const endpoints = (await provider.log()).map(({ endpoint }) => endpoint)
    expect(endpoints.indexOf('discovery')).toBeLessThan(endpoints.indexOf('authorize'))
  },

  async 'keys are fetched where the metadata say'({ provider }) {
    const paths = to(await provider.log(), 'jwks').map(({ path }) => path)
    expect(paths.length).toBeGreaterThan(0)
    for (const path of paths) expect(path).toMatch(/\/\.well-known\/keys\/[\w-]+$/)
  },

  async 'a login after another rotation of the keys succeeds'({ page, provider }) {
    await provider.rotateKeys({ keepOld: false })
    await page.reload()
    await accountMenu(page).waitFor()
    expect(to(await provider.log(), 'authorize')).toHaveLength(2)
  },

  async 'the API answers, if the browser has an Access Token'({ page, flow }) {
    if (!issues(flow, 'token') && !issues(flow, 'code')) return
    await page.getByRole('link', { name: 'Timesheets' }).first().click()
    await page.getByRole('table', { name: 'My timesheets' }).waitFor()
  },
}

async function openProfile(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Profile' }).first().click()
  await page.getByRole('heading', { name: 'Profile' }).waitFor()
}

async function expectNamed(page: Page, { verdict }: Module): Promise<void> {
  const check = 'check' in verdict ? verdict.check : ''
  await page.getByText(check).first().waitFor()
}

/** The suite's checks on every authorization request, and the two that it does not demand. */
function expectGoodRequest(
  request: Readonly<Record<string, string>>,
  { flow, responseMode }: ColumnLane,
): void {
  expect(request['response_type']?.split(' ').sort()).toEqual(responseTypeOf(flow))
  expect(request['client_id']).toMatch(/^timesheets-/)
  expect(request['redirect_uri']).toMatch(/^http:\/\/localhost:\d+\/callback$/)
  expect(request['scope']?.split(' ')).toContain('openid')
  expect(request['nonce']).toMatch(/^[\w-]{22,43}$/)
  expect(request['state']).toMatch(/^[\w-]{22,}$/)
  expect(request['response_mode']).toBe(responseMode)
  expect(request['request'] ?? request['request_uri']).toBeUndefined()
  if (issues(flow, 'code')) expect(request['code_challenge_method']).toBe('S256')
}

const responseTypeOf = (flow: string): readonly string[] =>
  flow
    .split(' ')
    .filter((word) => word !== 'backend')
    .sort()
