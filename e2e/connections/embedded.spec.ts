import { accountMenu, expect, test, timesheets } from '../fixtures/test.ts'

test('a form in the app logs in, and shows what it costs', async ({ page, userLike }) => {
  const { email, password } = await userLike('employee')
  await page.goto('/login-embedded')
  await expect(page.getByRole('heading', { name: 'What this costs' })).toBeVisible()
  await page.getByLabel('Email').fill(email)
  await page.getByLabel('Password').fill('wrong')
  await page.getByRole('button', { name: 'Continue', exact: true }).click()
  await expect(page.getByRole('alert')).toContainText('Wrong email')
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Continue', exact: true }).click()
  await page.getByRole('button', { name: 'Allow' }).click()
  await expect(accountMenu(page)).toBeVisible()
  await expect(timesheets(page)).toBeVisible()
  await page.getByRole('link', { name: 'Profile' }).first().click()
  await expect(page.getByText('You logged in with a password')).toBeVisible()
})
