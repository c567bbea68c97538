import { configureSpa } from '../fixtures/tenant.ts'
import { accountMenu, expect, test, timesheets } from '../fixtures/test.ts'

test('after the logout, Back and a restored page show nobody’s data (B23)', async ({
  page,
  enterAs,
  traffic,
  stack,
}) => {
  await configureSpa(page, { flow: 'code id_token', clientId: 'timesheets-backend' })
  await enterAs('employee')
  await page.getByRole('link', { name: 'Timesheets' }).first().click()
  await expect(timesheets(page)).toBeVisible()
  await accountMenu(page).click()
  await page.getByText('Log out', { exact: true }).click()
  await expect(page.getByRole('button', { name: 'Log in', exact: true }).first()).toBeVisible()
  expect(traffic.to(stack.spa, '/backend/session').map((request) => request.method())).toContain(
    'DELETE',
  )
  await page.goBack()
  await expect(timesheets(page)).toBeHidden()
  await expect(accountMenu(page)).toBeHidden()
  await page.goto('/timesheets')
  await expect(timesheets(page)).toBeHidden()
})
