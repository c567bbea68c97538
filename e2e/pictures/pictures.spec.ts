import { join } from 'node:path'
import { controlOf } from '../fixtures/control.ts'
import { rememberLogin } from '../fixtures/tenant.ts'
import { clickLogIn, expect, test } from '../fixtures/test.ts'

// `npm run pictures` writes where the README looks; a plain test run proves that the script works
const folder =
  process.env['UPDATE_PICTURES'] === '1'
    ? join(import.meta.dirname, '..', '..', 'docs', 'pictures')
    : join(import.meta.dirname, '..', 'test-results', 'pictures')

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the picture of the README, ${colorScheme}`, async ({ page, stack }) => {
    await page.setViewportSize({ width: 1280, height: 800 })
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    // the demo's own manager, who has entries to show
    await rememberLogin(page.context(), controlOf(stack), 'auth0|manager')
    await page.goto('/')
    await clickLogIn(page)
    await page.getByRole('link', { name: 'Timesheets' }).first().click()
    await expect(page.getByRole('table', { name: 'My timesheets' })).toBeVisible()
    await page.getByRole('button', { name: /Inspector/ }).click()
    await expect(page.getByRole('region', { name: 'Inspector' })).toBeVisible()
    const picture = await page.screenshot({ path: join(folder, `timesheets-${colorScheme}.png`) })
    expect(picture.length).toBeGreaterThan(10_000)
  })
}
