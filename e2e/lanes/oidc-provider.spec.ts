import type { Page } from '@playwright/test'
import { accountMenu, clickLogIn, expect, test as base } from '../fixtures/test.ts'
import { record } from '../fixtures/traffic.ts'
import { startLane, type Lane } from './certified-provider.ts'

const flows = ['id_token token', 'code'] as const

async function logIn(page: Page): Promise<void> {
  await clickLogIn(page)
  await page.getByPlaceholder('Enter any login').fill('grace')
  await page.getByPlaceholder('and password').fill('any')
  await page.getByRole('button', { name: 'Sign-in' }).click()
  await page.getByRole('button', { name: 'Continue' }).click()
  await expect(accountMenu(page)).toBeVisible()
}

const test = base.extend<object, { lane: Lane }>({
  lane: [
    // eslint-disable-next-line no-empty-pattern -- Playwright wants a destructured first parameter
    async ({}, use) => {
      const lane = await startLane()
      await use(lane)
      await lane.stop()
    },
    { scope: 'worker', timeout: 90_000 },
  ],
})

test.describe('oidc-provider', () => {
  // one worker, so that the lane starts once
  test.describe.configure({ mode: 'serial' })

  for (const flow of flows) {
    test(`${flow}: logs in, calls the API, restores the session, logs out`, async ({
      page,
      lane,
    }) => {
      // its pages ask for a font from the internet
      await page.route(
        ({ hostname }) => hostname !== 'localhost',
        (route) => route.abort(),
      )
      await page.route(`${lane.spa}/config.json`, async (route) => {
        const response = await route.fetch()
        await route.fulfill({ response, json: { ...((await response.json()) as object), flow } })
      })
      const traffic = record(page)
      await page.goto(lane.spa)
      await logIn(page)
      expect(traffic.authorizationRequest().get('response_type')).toBe(flow)
      expect(traffic.authorizationRequest().get('resource')).toBe(
        'https://timesheets.example.com/api',
      )

      const project = `Lane ${flow}`
      await page.getByRole('link', { name: 'Timesheets' }).first().click()
      const row = page
        .getByRole('table', { name: 'My timesheets' })
        .getByRole('row')
        .filter({ hasText: project })
      await page.getByLabel('Project').fill(project)
      await page.getByLabel('Hours').fill('2')
      const added = page.waitForResponse((response) => response.request().method() === 'POST')
      await page.getByRole('button', { name: 'Add entry' }).click()
      expect((await added).status()).toBe(201)
      await expect(row).toHaveCount(1)

      await test.step('silent renewal through the relay page', async () => {
        await page.goto(`${lane.spa}/timesheets`)
        await expect(row).toHaveCount(1)
        expect(traffic.authorizationRequest().get('prompt')).toBe('none')
      })

      await test.step('logout asks the provider and comes back', async () => {
        await accountMenu(page).click()
        await page.getByText('Log out', { exact: true }).click()
        await page.getByRole('button', { name: 'Yes, sign me out' }).click()
        await expect(page).toHaveURL(`${lane.spa}/`)
        await expect(
          page.getByRole('button', { name: 'Log in', exact: true }).first(),
        ).toBeVisible()
      })
    })
  }
})
