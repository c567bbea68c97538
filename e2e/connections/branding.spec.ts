import type { FrameLocator } from '@playwright/test'
import { expectFramesAccessible } from '../fixtures/axe.ts'
import { expect, test } from '../fixtures/test.ts'

test('the preview shows each change at once, and a page of one’s own is accessible', async ({
  page,
  stack,
}) => {
  await page.goto(new URL('branding/preview', stack.idp).href)
  const preview: FrameLocator = page.frameLocator('iframe[title="Preview"]')
  await expect(preview.getByRole('heading', { name: 'Log in' })).toBeVisible()
  await page.getByLabel('Primary color').fill('#ffe600')
  await page.getByLabel('Language').selectOption('ja')
  await expect(preview.getByRole('heading', { name: 'ログイン' })).toBeVisible()
  await expect(page.locator('output')).toContainText('#ffe600')
  await page.getByLabel('Page', { exact: true }).selectOption('own')
  await expect(preview.locator('main.own')).toBeVisible()
  await expectFramesAccessible(page)
})
