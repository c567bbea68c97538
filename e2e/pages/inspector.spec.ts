import type { Page } from '@playwright/test'
import { expect, test, timesheets } from '../fixtures/test.ts'

test('the inspector shows the seven steps, their checks and no token', async ({
  page,
  loginAs,
  traffic,
}) => {
  await loginAs('employee')
  await page.getByRole('link', { name: 'Timesheets' }).first().click()
  await expect(timesheets(page)).toBeVisible()
  expect(await layoutShift(page)).toBeLessThan(0.01)
  await page.getByRole('button', { name: /Inspector/ }).click()
  const inspector = page.getByRole('region', { name: 'Inspector' })
  await expect(inspector).toBeVisible()

  for (const title of [
    'The user clicks Log in',
    'The SPA redirects to the authorization endpoint',
    'The IdP shows its login and consent pages',
    'The user authenticates and allows the listed permissions',
    'The IdP redirects back with what the response type asked for',
    'The API is called with the Access Token',
    'The API answers with the data',
  ]) {
    await expect(inspector.getByText(title).first()).toBeVisible()
  }
  const accessToken = traffic.authorizationResponse().get('access_token') ?? ''
  expect(await inspector.innerText()).not.toContain(accessToken)
  await expect(inspector.getByText('id-token.nonce').first()).toBeAttached()
  await expect(inspector.getByText('id-token.at_hash').first()).toBeAttached()
})

/** How much moved by itself since the login came back: the sum of what the browser noticed. */
async function layoutShift(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let sum = 0
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) {
            const { value, hadRecentInput } = entry as PerformanceEntry & {
              value: number
              hadRecentInput: boolean
            }
            if (!hadRecentInput) sum += value
          }
        }).observe({ type: 'layout-shift', buffered: true })
        setTimeout(() => resolve(sum), 300)
      }),
  )
}
