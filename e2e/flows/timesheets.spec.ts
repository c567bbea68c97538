import { expect, test, timesheets } from '../fixtures/test.ts'

test('adds an entry, sees it, and deletes it', async ({ page, loginAs }, { testId }) => {
  const project = `Project ${testId}`
  await loginAs('employee')
  await page.getByRole('link', { name: 'Timesheets' }).first().click()
  const table = page.getByRole('table', { name: 'My timesheets' })
  await expect(timesheets(page)).toBeVisible()

  await page.getByLabel('Date').fill('2026-11-19')
  await page.getByLabel('Project').fill(project)
  await page.getByLabel('Hours').fill('7.5')
  await page.getByLabel('Note').fill('Wrote the walkthrough')
  // changes show before the API has them: a reload would cut them off
  const answer = (method: string) =>
    page.waitForResponse((response) => response.request().method() === method)
  const added = answer('POST')
  await page.getByRole('button', { name: 'Add entry' }).click()
  expect((await added).status()).toBe(201)
  const row = table.getByRole('row').filter({ hasText: project })
  await expect(row).toContainText('7.5')

  await page.reload()
  await expect(row).toHaveCount(1)

  const deleted = answer('DELETE')
  await row.getByRole('button', { name: `Delete ${project}` }).click()
  expect((await deleted).status()).toBe(204)
  await expect(row).toHaveCount(0)
  await page.reload()
  await expect(timesheets(page)).toBeVisible()
  await expect(row).toHaveCount(0)
})

test('shows the profile from the ID Token and from /userinfo', async ({ page, loginAs }) => {
  const { sub } = await loginAs('employee')
  await page.getByRole('link', { name: 'Profile' }).first().click()
  await expect(page.getByText('Erin Employee').first()).toBeVisible()
  await expect(page.getByText(sub).first()).toBeVisible()
})
