import { expectAccessible } from '../fixtures/axe.ts'
import { clickLogIn, expect, test } from '../fixtures/test.ts'

test('axe finds nothing on any page, in any state, in light and dark', async ({
  page,
  authenticateAs,
}) => {
  test.setTimeout(60_000) // a walk through the whole product, in one session
  const heading = (name: string) => page.getByRole('heading', { level: 1, name })
  const look = (name: string, prepare: () => Promise<void>, part?: string) =>
    test.step(name, async () => {
      await prepare()
      await expectAccessible(page, part)
    })
  await page.emulateMedia({ reducedMotion: 'reduce' })

  await look('landing page', async () => {
    await page.goto('/')
    await expect(heading('Log your hours')).toBeVisible()
  })
  await look('login page', async () => {
    await clickLogIn(page)
    await expect(page.getByLabel('Email')).toBeVisible()
  })
  await look('consent page', async () => {
    await authenticateAs('manager')
    await expect(page.getByRole('button', { name: 'Allow' })).toBeVisible()
  })
  await look('timesheets, with nothing in them', async () => {
    await page.getByRole('button', { name: 'Allow' }).click()
    await expect(page.getByText('No entries yet')).toBeVisible()
  })
  await look(
    'timesheets, with a mistake in the form',
    async () => {
      await page.getByRole('button', { name: 'Add entry' }).click()
      await expect(page.getByText('Name the project.')).toBeVisible()
    },
    'form',
  )
  await look('timesheets, with an entry and its chart', async () => {
    await page.getByLabel('Project').fill('StoreZero')
    await page.getByLabel('Hours').fill('7:30')
    await page.getByRole('button', { name: 'Keep as draft' }).click()
    await expect(page.getByRole('button', { name: /^Submit/ })).toBeVisible()
    await expect(page.getByRole('heading', { name: 'Over the weeks' })).toBeVisible()
  })
  await look(
    'timesheets, while an entry is edited',
    async () => {
      await page.getByRole('button', { name: /^Edit/ }).click()
      await expect(page.getByRole('dialog')).toBeVisible()
    },
    'dialog',
  )
  await page.getByRole('button', { name: 'Cancel' }).click()
  await look('timesheets, where a change was refused', async () => {
    await page.route('**/api/timesheets/*', (route) => route.abort())
    await page.getByRole('button', { name: /^Delete/ }).click()
    await expect(page.getByText('taken back')).toBeVisible()
    await expect(page.getByRole('row').filter({ hasText: 'StoreZero' })).toHaveCount(1)
  })
  await look('approvals, with some of them chosen', async () => {
    await page.getByRole('link', { name: 'Approvals' }).click()
    await page.getByRole('checkbox').nth(1).check()
  })
  await look(
    'approvals, with a reason to give',
    async () => {
      await page
        .getByRole('button', { name: /^Reject/ })
        .first()
        .click()
      await expect(page.getByRole('dialog')).toBeVisible()
    },
    'dialog',
  )
  await page.getByRole('button', { name: 'Cancel' }).click()
  await look('profile', async () => {
    await page.getByRole('link', { name: 'Profile' }).click()
    await expect(page.getByRole('heading', { name: 'From /userinfo' })).toBeVisible()
  })
  await look(
    'inspector',
    async () => {
      await page.getByRole('button', { name: /Inspector/ }).click()
      const inspector = page.getByRole('region', { name: 'Inspector' })
      await inspector.getByRole('button', { name: /^Step 5/ }).click()
      await expect(inspector.getByText('id-token.nonce')).toBeVisible()
    },
    'section[aria-labelledby=inspector]',
  )
  await page.getByRole('button', { name: 'Close the inspector' }).click()
  await look('flow lab', async () => {
    await page.getByRole('link', { name: 'Labs' }).click()
    await expect(page.getByText('Made up for this one login.').first()).toBeVisible()
  })
  await look('attack lab', async () => {
    await page.getByRole('link', { name: 'Attack lab' }).click()
    await page.getByLabel('Search').fill('nonce')
    await expect(page.getByRole('article').first()).toBeVisible()
  })
  await look('a page that is not there', async () => {
    await page.goto('/nowhere')
    await expect(heading('Page not found')).toBeVisible()
  })
})

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
