import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { controlOf } from '../fixtures/control.ts'
import { rememberLogin } from '../fixtures/tenant.ts'
import { clickLogIn, expect, test } from '../fixtures/test.ts'
import { animate } from './animate.ts'

// `npm run pictures` writes where the README looks; a plain test run takes one, to prove that it can
const updating = process.env['UPDATE_PICTURES'] === '1'
const folder = updating
  ? join(import.meta.dirname, '..', '..', 'docs', 'pictures')
  : join(import.meta.dirname, '..', 'test-results', 'pictures')

const inspector = (page: Page) => page.getByRole('region', { name: 'Inspector' })

/** One after the other, as a visitor would come to them. */
const pictures: readonly (readonly [name: string, go: (page: Page) => Promise<void>])[] = [
  [
    'timesheets',
    async (page) => {
      await expect(page.getByRole('table', { name: 'My timesheets' })).toBeVisible()
      await page.getByRole('button', { name: /Inspector/ }).click()
      await expect(inspector(page)).toBeVisible()
    },
  ],
  [
    'inspector',
    async (page) => {
      await inspector(page)
        .getByRole('button', { name: /^Step 2/ })
        .click()
      await inspector(page)
        .getByText(/^\d+ parameters/)
        .first()
        .click()
    },
  ],
  [
    'approvals',
    async (page) => {
      await page.getByRole('button', { name: 'Close the inspector' }).click()
      await page.getByRole('link', { name: 'Approvals' }).click()
      await page.getByRole('checkbox').nth(1).check()
      await page.getByRole('checkbox').nth(2).check()
    },
  ],
  [
    'flow-lab',
    async (page) => {
      await page.getByRole('link', { name: 'Labs' }).click()
      await expect(page.getByText('Made up for this one login.').first()).toBeVisible()
    },
  ],
  [
    'attack-lab',
    async (page) => {
      await page.getByRole('link', { name: 'Attack lab' }).click()
      await page.getByLabel('Search').fill('nonce')
      await page.getByRole('button', { name: /^Play all/ }).click()
      await expect(page.getByText('2 of 2 came out')).toBeVisible()
    },
  ],
]

for (const colorScheme of updating ? (['light', 'dark'] as const) : (['light'] as const)) {
  test(`the pictures of README and docs, ${colorScheme}`, async ({ page, stack }) => {
    test.setTimeout(60_000)
    await page.setViewportSize({ width: 1280, height: 800 })
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await mkdir(folder, { recursive: true })
    // the demo's own manager, who has entries to show
    await rememberLogin(page.context(), controlOf(stack), 'auth0|manager')
    const frames: Buffer[] = []
    const frame = async (): Promise<void> => {
      if (updating) frames.push(await page.screenshot({ type: 'jpeg', quality: 72 }))
    }
    await page.goto('/')
    await expect(page.getByRole('heading', { name: 'Demo users' })).toBeVisible()
    await frame()
    await clickLogIn(page)
    for (const [name, go] of updating ? pictures : pictures.slice(0, 1)) {
      await go(page)
      const picture = await page.screenshot({ path: join(folder, `${name}-${colorScheme}.png`) })
      expect(picture.length).toBeGreaterThan(10_000)
      await frame()
    }
    if (updating) {
      await writeFile(
        join(folder, `walk-through-${colorScheme}.svg`),
        animate(frames, page.viewportSize()),
      )
    }
  })
}
