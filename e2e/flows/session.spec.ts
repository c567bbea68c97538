import { expect, test, timesheets } from '../fixtures/test.ts'

test.describe('the session', () => {
  test('is restored silently after a reload while the IdP session lives', async ({
    page,
    loginAs,
    traffic,
  }) => {
    await loginAs('employee')
    await page.goto('/timesheets')
    await expect(timesheets(page)).toBeVisible()
    expect(traffic.authorizationRequest().get('prompt')).toBe('none')
    await expect(page.locator('iframe')).toHaveCount(0)
  })

  test('ends at the IdP too: nobody is restored after Log out', async ({
    page,
    loginAs,
    traffic,
    stack,
  }) => {
    await loginAs('employee')
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

  test('ends in every tab', async ({ page, loginAs, context }) => {
    await loginAs('employee')
    const other = await context.newPage()
    await other.goto('/timesheets')
    await expect(timesheets(other)).toBeVisible()

    await page.getByRole('button', { name: /^Account/ }).click()
    await page.getByText('Log out', { exact: true }).click()
    await expect(timesheets(other)).toBeHidden()
  })

  test('survives the back button: no second login, no refusal', async ({ page, loginAs }) => {
    await loginAs('employee')
    await page.goBack()
    await page.goForward()
    await expect(page.getByRole('heading', { name: 'Login refused' })).toBeHidden()
    await expect(page.getByRole('button', { name: /^Account/ })).toBeVisible()
  })
})
