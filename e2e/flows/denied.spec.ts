import { aToken, everythingStored } from '../fixtures/storage.ts'
import { clickLogIn, expect, test } from '../fixtures/test.ts'

test('says so when consent is denied, stores nothing, and can be tried again (R07, pain 3)', async ({
  page,
  authenticateAs,
  traffic,
}) => {
  await page.goto('/')
  await clickLogIn(page)
  await authenticateAs('employee')
  await page.getByRole('button', { name: 'Deny' }).click()

  await expect(page.getByRole('heading', { name: 'Login not completed' })).toBeVisible()
  const response = traffic.authorizationResponse()
  expect(response.get('error')).toBe('access_denied')
  expect(response.get('state')).toBe(traffic.authorizationRequest().get('state'))
  expect(response.has('access_token') || response.has('id_token')).toBe(false)
  expect(await everythingStored(page)).not.toMatch(aToken)

  await page.getByRole('button', { name: 'Try again' }).click()
  await page.getByRole('button', { name: 'Allow' }).click()
  await expect(page.getByRole('button', { name: /^Account/ })).toBeVisible()
})

test('keeps the login page and the typed e-mail when the password is wrong', async ({
  page,
  authenticateAs,
  userLike,
}) => {
  await page.goto('/')
  await clickLogIn(page)
  await authenticateAs('employee', 'not the password')
  await expect(page.getByRole('alert')).toBeVisible()
  await expect(page.getByLabel('Email')).toHaveValue((await userLike('employee')).email)
})
