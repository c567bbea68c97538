import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { clickLogIn, expect, test } from '../fixtures/test.ts'

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze()
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([])
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing on any page (${colorScheme})`, async ({ page, authenticateAs }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await test.step('landing page', async () => {
      await page.goto('/')
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
      await expectAccessible(page)
    })
    await test.step('login page', async () => {
      await clickLogIn(page)
      await expect(page.getByLabel('Email')).toBeVisible()
      await expectAccessible(page)
    })
    await test.step('consent page', async () => {
      await authenticateAs('manager')
      await expect(page.getByRole('button', { name: 'Allow' })).toBeVisible()
      await expectAccessible(page)
      await page.getByRole('button', { name: 'Allow' }).click()
    })
    for (const name of ['Timesheets', 'Approvals', 'Profile']) {
      await test.step(name, async () => {
        await page.getByRole('link', { name }).first().click()
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
        await page.waitForLoadState('networkidle')
        await expectAccessible(page)
      })
    }
    await test.step('inspector', async () => {
      await page.getByRole('button', { name: /Inspector/ }).click()
      await expect(page.getByRole('region', { name: 'Inspector' })).toBeVisible()
      await expectAccessible(page)
    })
  })
}

test('the whole story works by keyboard alone', async ({ page, userLike }) => {
  const { email, password } = await userLike('employee')
  const press = async (name: string, role: 'button' | 'link') => {
    const target = page.getByRole(role, { name, exact: true }).first()
    await expect(target).toBeVisible()
    for (let tabs = 0; tabs < 60; tabs += 1) {
      if (await target.evaluate((element) => element === document.activeElement)) break
      await page.keyboard.press('Tab')
    }
    await expect(target).toBeFocused()
    await page.keyboard.press('Enter')
  }
  await page.goto('/')
  await press('Log in', 'button')
  await expect(page.getByLabel('Email')).toBeVisible()
  await page.getByLabel('Email').focus()
  await page.keyboard.type(email)
  await page.keyboard.press('Tab')
  await expect(page.getByLabel('Password')).toBeFocused()
  await page.keyboard.type(password)
  await page.keyboard.press('Enter')
  await press('Allow', 'button')
  await expect(page.getByRole('button', { name: /^Account/ })).toBeVisible()
})
