import type { Locator, Page } from '@playwright/test'
import { clickLogIn, expect, test } from '../fixtures/test.ts'

/** What the API answered, whether or not this user has entries yet. */
const entries = (page: Page): Locator =>
  page
    .getByRole('table', { name: 'My timesheets' })
    .or(page.getByRole('region', { name: 'Entries' }).getByText('No entries yet'))
const isAuthorize = (url: URL): boolean => url.pathname.endsWith('/authorize')
const isSilent = (url: string): boolean => new URL(url).searchParams.get('prompt') === 'none'

test.describe('renewal in the background', () => {
  test('happens in one tab at a time (R22, pain 11)', async ({ page, enterAs, context }) => {
    await enterAs('employee')
    const other = await context.newPage()
    const order: string[] = []
    const tabs = Object.entries({ first: page, second: other })
    for (const [name, tab] of tabs) {
      await tab.goto('/')
      await expect(tab.getByRole('button', { name: /^Account/ })).toBeVisible()
      await tab.route(isAuthorize, async (route) => {
        order.push(`${name} asks`)
        const response = await route.fetch({ maxRedirects: 0 })
        await new Promise((resolve) => setTimeout(resolve, 400))
        order.push(`${name} is answered`)
        await route.fulfill({ response })
      })
      let refused = false
      await tab.route('**/api/timesheets*', async (route) => {
        if (refused) return route.continue()
        refused = true
        const headers = { 'access-control-allow-origin': new URL(tab.url()).origin }
        return route.fulfill({ status: 401, headers })
      })
    }
    await Promise.all(
      tabs.map(async ([, tab]) => {
        await tab.getByRole('link', { name: 'Timesheets', exact: true }).click()
        await expect(entries(tab)).toBeVisible()
      }),
    )
    const [leader, follower] = order[0] === 'first asks' ? ['first', 'second'] : ['second', 'first']
    expect(order).toEqual([
      `${leader} asks`,
      `${leader} is answered`,
      `${follower} asks`,
      `${follower} is answered`,
    ])
  })

  test('that may not be framed is named, and one click leads there and back (pain 15)', async ({
    page,
    enterAs,
  }) => {
    await enterAs('employee')
    await page.route(isAuthorize, (route) =>
      isSilent(route.request().url())
        ? route.fulfill({ headers: { 'x-frame-options': 'DENY' }, body: 'not in a frame' })
        : route.continue(),
    )
    await page.goto('/timesheets')
    await expect(page.getByText('answered in the background with a page')).toBeVisible()
    await clickLogIn(page)
    await expect(entries(page)).toBeVisible()
    await expect(page).toHaveURL(/\/timesheets$/)
  })

  test('without its cookies is named, asks once, and one click leads back (pain 1)', async ({
    page,
    enterAs,
  }) => {
    await enterAs('employee')
    const silent: string[] = []
    // what a browser does that blocks the cookies of other sites' frames
    await page.route(isAuthorize, async (route) => {
      const url = route.request().url()
      if (!isSilent(url)) return route.continue()
      silent.push(url)
      const response = await fetch(url, { redirect: 'manual' })
      return route.fulfill({
        status: response.status,
        headers: Object.fromEntries(response.headers),
        body: await response.text(),
      })
    })
    await page.goto('/timesheets')
    await expect(page.getByText('did not recognize you in the background')).toBeVisible()
    await page.reload()
    await page.getByRole('heading', { name: 'Log in to see this page' }).waitFor()
    expect(silent).toHaveLength(1)
    await clickLogIn(page)
    await expect(entries(page)).toBeVisible()
  })
})

test.describe('a half-typed entry', () => {
  test('outlives the document, and no other user sees it', async ({
    page,
    loginAs,
    authenticateAs,
  }) => {
    await loginAs('employee')
    await page.goto('/timesheets')
    await page.getByLabel('Project').fill('Half typed')
    await page.reload()
    await expect(page.getByLabel('Project')).toHaveValue('Half typed')

    await page.getByRole('button', { name: /^Account/ }).click()
    await page.getByText('Log out', { exact: true }).click()
    await clickLogIn(page)
    await authenticateAs('contractor')
    const allow = page.getByRole('button', { name: 'Allow' })
    await expect(allow.or(page.getByLabel('Project'))).toBeVisible()
    if (await allow.isVisible()) await allow.click()
    await expect(page.getByLabel('Project')).toHaveValue('')
  })
})
