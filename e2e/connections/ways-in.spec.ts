import { randomInt, randomUUID } from 'node:crypto'
import type { Page } from '@playwright/test'
import { accountMenu, clickLogIn, expect, test, timesheets } from '../fixtures/test.ts'
import { claimsOf, subjectOf } from '../fixtures/subject.ts'
import { codeTo, linkTo } from './outbox.ts'

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()

async function begin(page: Page, button: string): Promise<void> {
  await page.goto('/')
  await clickLogIn(page)
  await press(page, button)
}

/** From the consent page to what the API says about somebody who is new. */
async function arrive(page: Page): Promise<void> {
  await press(page, 'Allow')
  await expect(accountMenu(page)).toBeVisible()
  await page.getByRole('link', { name: 'Timesheets' }).first().click()
  await expect(timesheets(page)).toBeVisible()
}

test('somebody new signs up and sees their timesheets', async ({ page, traffic }) => {
  await begin(page, 'Sign up')
  await page.getByLabel('Name').fill('Nina New')
  await page.getByLabel('Email').fill('employee@example.com')
  await page.getByLabel('Password').fill('long enough')
  await press(page, 'Sign up')
  await expect(page.getByRole('alert')).toContainText('There is an account')
  await page.getByLabel('Email').fill(`${randomUUID()}@example.com`)
  await page.getByLabel('Password').fill('long enough')
  await press(page, 'Sign up')
  await arrive(page)
  expect(subjectOf(traffic)).toMatch(/^auth0\|/)
})

test('a code by mail logs in, the third wrong one ends it', async ({ page, stack, traffic }) => {
  const address = `${randomUUID()}@example.com`
  await begin(page, 'Mail me a code')
  await page.getByLabel('Email').fill(address)
  await press(page, 'Send code')
  const first = await codeTo(page.request, stack.idp, address)
  for (const wrong of ['no', 'not', 'never']) {
    await page.getByLabel('Code').fill(wrong)
    await press(page, 'Continue')
  }
  await page.getByLabel('Code').fill(first)
  await press(page, 'Continue')
  await expect(page.getByRole('alert')).toContainText('no longer works')
  await press(page, 'Send again')
  await page.getByLabel('Code').fill(await codeTo(page.request, stack.idp, address))
  await press(page, 'Continue')
  await arrive(page)
  expect(subjectOf(traffic)).toMatch(/^email\|/)
})

test('a code by text message logs in', async ({ page, stack, traffic }) => {
  const address = `+4930${randomInt(1_000_000, 9_999_999)}`
  await begin(page, 'Text me a code')
  await page.getByLabel('Phone number').fill(address)
  await press(page, 'Send code')
  await page.getByLabel('Code').fill(await codeTo(page.request, stack.idp, address))
  await press(page, 'Continue')
  await arrive(page)
  expect(subjectOf(traffic)).toMatch(/^sms\|/)
})

test('a magic link logs in, in the browser that asked', async ({ page, stack, playwright }) => {
  const address = `${randomUUID()}@example.com`
  await begin(page, 'Mail me a link')
  await page.getByLabel('Email').fill(address)
  await press(page, 'Send link')
  await expect(page.getByRole('heading', { name: 'Check your mail' })).toBeVisible()
  const link = await linkTo(page.request, stack.idp, address)
  const elsewhere = await playwright.request.newContext()
  expect((await elsewhere.get(link)).status()).toBe(400)
  await page.goto(link)
  await arrive(page)
  expect((await page.request.get(link)).status()).toBe(400)
})

const companies = [
  {
    button: 'Continue with Google',
    person: 'Sam Social',
    subject: /^google-oauth2\|1082/,
    connection: 'google-oauth2',
  },
  {
    button: 'Continue with Contoso',
    person: 'Cora Contoso',
    subject: /^oidc\|contoso\|cora$/,
    connection: 'contoso',
  },
  {
    button: 'Continue with Fabrikam',
    person: 'Frida Fabrikam',
    subject: /^samlp\|fabrikam\|frida@fabrikam\.example$/,
    connection: 'fabrikam',
  },
]

for (const { button, person, subject, connection } of companies) {
  test(`${person} logs in where their account is`, async ({ page, traffic }) => {
    await begin(page, button)
    await page.getByRole('button', { name: person }).click()
    await arrive(page)
    const { sub, ...claims } = claimsOf(traffic)
    expect(sub).toMatch(subject)
    // added by a rule of the tenant
    expect(claims['https://timesheets.example.com/connection']).toBe(connection)
  })
}
