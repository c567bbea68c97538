import { expect, test } from '../fixtures/test.ts'

test('a developer logs in on the page of the API and tries a route, all of it from there', async ({
  page,
  stack,
  authenticateAs,
}) => {
  const origin = stack.api
  const elsewhere: string[] = []
  const complaints: string[] = []
  page.on('request', (request) => {
    const { origin: from, pathname } = new URL(request.url())
    // which scopes there are, the page asks the issuer itself
    if (from !== origin && pathname !== '/.well-known/openid-configuration') elsewhere.push(from)
  })
  page.on('console', (message) => {
    if (/Content.Security.Policy/i.test(message.text())) complaints.push(message.text())
  })

  await page.goto(`${origin}/docs`)
  const list = page.getByRole('button', { name: /^get \W*api\W*timesheets$/i })
  await expect(list).toBeVisible()
  expect([elsewhere, complaints]).toEqual([[], []])
  await page.getByRole('button', { name: 'Log in' }).click()
  await authenticateAs('employee')
  await page.getByRole('button', { name: 'Allow' }).click()
  await expect(page.getByRole('status')).toContainText('read:timesheets')
  expect(page.url()).toBe(`${origin}/docs`)

  await list.click()
  const answered = page.waitForResponse((response) => response.url().includes('/api/timesheets'))
  await page.getByRole('button', { name: 'Execute' }).click()
  expect((await answered).status()).toBe(200)
  expect(complaints).toEqual([])
})
