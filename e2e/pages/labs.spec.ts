import { controlOf } from '../fixtures/control.ts'
import { rememberLogin } from '../fixtures/tenant.ts'
import { accountMenu, clickLogIn, expect, test } from '../fixtures/test.ts'

test('the flow lab runs what it is set up for, and tells two runs apart', async ({
  page,
  stack,
  traffic,
}) => {
  await rememberLogin(page.context(), controlOf(stack), 'auth0|contractor')
  await page.goto('/')
  await clickLogIn(page)
  await expect(accountMenu(page)).toBeVisible()
  // a link reproduces a set-up, and the page shows the request before it is sent
  await page.goto('/lab?flow=code&storage=session')
  await expect(page.getByText('code_challenge_method')).toBeVisible()
  await page.getByRole('button', { name: 'Run it' }).click()
  await expect(page.getByText('This tab logs in as the lab has set it up')).toBeVisible()
  await expect(accountMenu(page)).toBeVisible()
  expect(traffic.authorizationRequest().get('response_type')).toBe('code')
  const comparison = page.getByRole('region', { name: 'Two runs side by side' })
  const row = comparison.getByRole('row').filter({ hasText: 'response_type' })
  await expect(row).toContainText('id_token token')
  await expect(comparison.getByRole('rowheader', { name: 'grant_type' })).toBeVisible()
  await expect(comparison.getByRole('rowheader', { name: 'nonce', exact: true })).toHaveCount(0)

  await page.getByRole('button', { name: 'Back to the app' }).click()
  await expect(page.getByText('This tab logs in as the lab has set it up')).toBeHidden()
})

test('the attack lab plays faults in real logins, and the checks refuse them', async ({
  page,
  stack,
}) => {
  await page.goto('/lab/attacks')
  const search = page.getByLabel('Search')
  const play = page.getByRole('button', { name: /^Play all/ })
  await search.fill('id-token.nonce.append1')
  await play.click()
  await expect(page.getByRole('alert')).toContainText('Log in first')

  await rememberLogin(page.context(), controlOf(stack), 'auth0|contractor')
  await page.reload()
  await page.getByLabel('Tampers with').selectOption({ label: 'everything' })
  const refused = [
    ['id-token.nonce.append1', 'id-token.nonce'],
    ['authorization-response.state.append1', 'authorization-response.state'],
    ['access-token.aud.foreign', '401'],
  ] as const
  for (const [fault, check] of refused) {
    await search.fill(fault)
    await play.click()
    const card = page.getByRole('article').first()
    await expect(card.getByRole('status')).toContainText(`Refused${check}`)
    await expect(card).not.toContainText('Not what the catalogue expects')
  }
  await expect(accountMenu(page)).toBeHidden() // an attack is nobody's login
})
