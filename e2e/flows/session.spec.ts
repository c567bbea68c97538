import { accountMenu, expect, test, timesheets } from '../fixtures/test.ts'

test.describe('the session', () => {
  test('is restored silently after a reload while the IdP session lives (pain 2)', async ({
    page,
    enterAs,
    traffic,
  }) => {
    await enterAs('employee')
    await page.goto('/timesheets')
    await expect(timesheets(page)).toBeVisible()
    expect(traffic.authorizationRequest().get('prompt')).toBe('none')
    await expect(page.locator('iframe')).toHaveCount(0)
  })

  test('ends at the IdP too: nobody is restored after Log out', async ({
    page,
    enterAs,
    traffic,
    stack,
  }) => {
    await enterAs('employee')
    await page.getByRole('button', { name: /^Account/ }).click()
    await page.getByText('Log out', { exact: true }).click()
    await expect(page.getByRole('button', { name: 'Log in', exact: true }).first()).toBeVisible()
    expect(new URL(page.url()).origin).toBe(stack.spa)

    await page.goto('/timesheets')
    await expect(timesheets(page)).toBeHidden()
    const response = await page.request.get(`${stack.idp}authorize`, {
      params: { ...Object.fromEntries(traffic.authorizationRequest()), prompt: 'none' },
      maxRedirects: 0,
    })
    const location = response.headers()['location'] ?? ''
    expect(new URLSearchParams(new URL(location).hash.slice(1)).get('error')).toBe('login_required')
  })

  test('ends in every tab within a second, and a draft waits for its author (R21, pain 13)', async ({
    page,
    enterAs,
    context,
  }) => {
    await enterAs('employee')
    const other = await context.newPage()
    await other.goto('/timesheets')
    const project = other.getByLabel('Project')
    await project.fill('Half typed')

    await page.getByRole('button', { name: /^Account/ }).click()
    await page.getByText('Log out', { exact: true }).click()
    await project.waitFor({ state: 'detached', timeout: 1_000 })
    await expect(accountMenu(other)).toBeHidden()
  })

  test('survives the back button, and does not come back with it (R23, R29, pain 6)', async ({
    page,
    enterAs,
    traffic,
    stack,
  }) => {
    await enterAs('employee', '/timesheets')
    const answers = () => traffic.redirects.filter((url) => url.includes('/callback')).length
    const before = answers()
    await page.goBack()
    await page.goForward()
    await accountMenu(page).waitFor()
    await expect(page.getByRole('heading', { name: 'Login refused' })).toBeHidden()
    expect(answers()).toBe(before)

    await page.getByRole('button', { name: /^Account/ }).click()
    await page.getByText('Log out', { exact: true }).click()
    const logIn = page.getByRole('button', { name: 'Log in', exact: true }).first()
    await logIn.waitFor()
    for (let steps = 0; steps < 3; steps += 1) {
      await page.goBack()
      if (!page.url().startsWith(stack.spa)) continue // the provider's own pages
      await expect(timesheets(page)).toBeHidden()
      await expect(accountMenu(page)).toBeHidden()
    }
  })
})
