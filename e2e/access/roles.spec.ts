import { expect, test, timesheets } from '../fixtures/test.ts'

test('an employee sees no approvals, and the API refuses them too', async ({
  page,
  loginAs,
  traffic,
  stack,
  request,
}) => {
  await loginAs('employee')
  await expect(page.getByRole('link', { name: 'Approvals' })).toHaveCount(0)

  const accessToken = traffic.authorizationResponse().get('access_token') ?? ''
  const headers = { authorization: `Bearer ${accessToken}` }
  const own = await request.get(`${stack.api}/api/timesheets`, { headers })
  expect(own.status()).toBe(200)
  const approvals = await request.get(`${stack.api}/api/approvals`, { headers })
  expect(approvals.status()).toBe(403)
  expect(approvals.headers()['www-authenticate']).toContain('error="insufficient_scope"')
  expect(approvals.headers()['www-authenticate']).toContain('scope="approve:timesheets"')
  expect(await approvals.json()).toMatchObject({ status: 403, code: 'insufficient_scope' })
})

test('a manager approves what an employee logged', async ({ page, loginAs, browser, stack }, {
  testId,
}) => {
  const project = `Approval ${testId}`
  const employeeContext = await browser.newContext({ baseURL: stack.spa })
  const employee = await employeeContext.newPage()
  await loginAs('employee', employee)
  await employee.getByRole('link', { name: 'Timesheets' }).first().click()
  await employee.getByLabel('Date').fill('2026-11-18')
  await employee.getByLabel('Project').fill(project)
  await employee.getByLabel('Hours').fill('4')
  const added = employee.waitForResponse((response) => response.request().method() === 'POST')
  await employee.getByRole('button', { name: 'Add entry' }).click()
  expect((await added).status()).toBe(201)
  await expect(employee.getByRole('row').filter({ hasText: project })).toHaveCount(1)
  await employeeContext.close()

  await loginAs('manager')
  await page.getByRole('link', { name: 'Approvals' }).first().click()
  const row = page.getByRole('row').filter({ hasText: project })
  await row.getByRole('button', { name: /Approve/ }).click()
  await expect(row).toHaveCount(0)
})

test('another user neither sees nor deletes an entry', async ({
  page,
  loginAs,
  traffic,
  stack,
  request,
}) => {
  await loginAs('contractor')
  await page.getByRole('link', { name: 'Timesheets' }).first().click()
  await expect(timesheets(page)).toBeVisible()
  const headers = (token: string | null) => ({ authorization: `Bearer ${token ?? ''}` })
  const contractor = headers(traffic.authorizationResponse().get('access_token'))
  const created = await request.post(`${stack.api}/api/timesheets`, {
    headers: contractor,
    data: { date: '2026-11-17', project: 'StoreZero', minutes: 60, note: '' },
  })
  expect(created.status()).toBe(201)
  const { id } = (await created.json()) as { id: string }

  await page.context().clearCookies()
  await loginAs('employee')
  const employee = headers(traffic.authorizationResponse().get('access_token'))
  const list = await request.get(`${stack.api}/api/timesheets`, { headers: employee })
  expect(await list.text()).not.toContain(id)
  const path = `${stack.api}/api/timesheets/${id}`
  expect((await request.delete(path, { headers: employee })).status()).toBe(404)
  expect((await request.delete(path, { headers: contractor })).status()).toBe(204)
})
