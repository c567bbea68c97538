import { randomUUID } from 'node:crypto'
import { expectAccessible } from '../fixtures/axe.ts'
import { clickLogIn, expect, test } from '../fixtures/test.ts'

test('axe finds nothing on the pages of any way to log in', async ({ page, stack }) => {
  test.setTimeout(60_000) // a walk through all of them, in one session
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click()
  const begin = async (way: string) => {
    await page.goto('/')
    await clickLogIn(page)
    await press(way)
  }
  const look = (name: string, prepare: () => Promise<void>) =>
    test.step(name, async () => {
      await prepare()
      await expectAccessible(page)
    })

  await look('sign-up, with a mistake', async () => {
    await begin('Sign up')
    await page.getByLabel('Name').fill('Nina New')
    await page.getByLabel('Email').fill('employee@example.com')
    await page.getByLabel('Password').fill('long enough')
    await press('Sign up')
    await expect(page.getByRole('alert')).toBeVisible()
  })
  await look('forgotten password', async () => {
    await begin('Forgot password?')
    await expect(page.getByLabel('Email')).toBeVisible()
  })
  await look('phone number', async () => {
    await begin('Text me a code')
    await expect(page.getByLabel('Phone number')).toBeVisible()
  })
  await look('code, after a wrong one', async () => {
    await begin('Mail me a code')
    await page.getByLabel('Email').fill(`${randomUUID()}@example.com`)
    await press('Send code')
    await page.getByLabel('Code').fill('no')
    await press('Continue')
    await expect(page.getByRole('alert')).toBeVisible()
  })
  await look('link that was sent', async () => {
    await begin('Mail me a link')
    await page.getByLabel('Email').fill(`${randomUUID()}@example.com`)
    await press('Send link')
    await expect(page.getByRole('heading', { name: 'Check your mail' })).toBeVisible()
  })
  await look('identity provider of a company', async () => {
    await begin('Continue with Fabrikam')
    await expect(page.getByRole('button', { name: 'Frida Fabrikam' })).toBeVisible()
  })
  await look('permissions that were given', async () => {
    await page.goto(new URL('grants', stack.idp).href)
  })
  await look('outbox', async () => {
    await page.goto(new URL('outbox', stack.idp).href)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  })
  await look('form in the app', async () => {
    await page.goto('/login-embedded')
    await expect(page.getByRole('heading', { name: 'What this costs' })).toBeVisible()
  })
})
