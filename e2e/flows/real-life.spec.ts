import type { Route } from '@playwright/test'
import { accountMenu, clickLogIn, expect, test, timesheets } from '../fixtures/test.ts'

const isKeys = (url: URL): boolean => url.pathname.endsWith('/jwks.json')

test.describe('a login', () => {
  test('that is reloaded while its answer is checked can be begun again (R24)', async ({
    page,
    stack,
    userLike,
    authenticateAs,
  }) => {
    await userLike('employee')
    await page.route(isKeys, () => undefined) // asked for, and never answered
    await page.goto('/profile')
    await clickLogIn(page)
    await authenticateAs('employee')
    const asked = page.waitForRequest((request) => isKeys(new URL(request.url())))
    await page.getByRole('button', { name: 'Allow' }).click()
    await asked
    expect(page.url()).toBe(`${stack.spa}/callback`)
    await page.reload()
    await page.getByRole('heading', { name: 'Login not completed' }).waitFor()
    await page.unroute(isKeys)
    await page.getByRole('button', { name: 'Try again' }).click()
    await accountMenu(page).waitFor()
  })

  test('whose address is opened again changes nothing, and says why (R26, pain 5)', async ({
    page,
    enterAs,
    context,
    traffic,
  }) => {
    await enterAs('employee')
    const used = traffic.redirects.find((url) => url.includes('/callback#')) ?? ''
    const other = await context.newPage()
    await other.goto(used)
    await other.getByRole('heading', { name: 'Login refused' }).waitFor()
    await expect(other.getByText('already used')).toBeVisible()
    await other.getByRole('button', { name: 'Try again' }).click()
    await accountMenu(other).waitFor()
    await page.getByRole('link', { name: 'Timesheets' }).first().click()
    await expect(timesheets(page)).toBeVisible()
  })

  test('says that it needs storage where that is full (R33)', async ({ page }) => {
    await page.goto('/')
    await page.evaluate(() => {
      let text = 'x'.repeat(1 << 20)
      for (let index = 0; text.length > 0; index += 1) {
        try {
          sessionStorage.setItem(`filler-${index}`, text)
        } catch {
          text = text.slice(text.length >> 1 || 1)
        }
      }
    })
    await clickLogIn(page)
    await expect(page.getByRole('alert')).toContainText('keeps nothing for this site')
    await page.evaluate(() => sessionStorage.clear())
    await clickLogIn(page)
    await expect(page.getByLabel('Email')).toBeVisible()
  })

  test('waits for the network at each step (R37, pain 30)', async ({
    page,
    context,
    userLike,
    authenticateAs,
  }) => {
    await userLike('employee')
    await page.goto('/timesheets')
    const logIn = page.getByRole('button', { name: 'Log in', exact: true }).first()
    await logIn.waitFor()
    await context.setOffline(true)
    await logIn.click()
    await expect(page.getByRole('alert').first()).toContainText('Check that you are online')
    await context.setOffline(false)
    await logIn.click()
    await authenticateAs('employee')

    const cutOff = async (route: Route): Promise<void> => {
      await context.setOffline(true)
      await route.abort()
      setTimeout(() => void context.setOffline(false), 300)
    }
    await page.route(isKeys, cutOff, { times: 1 })
    await page.getByRole('button', { name: 'Allow' }).click()
    // the transaction was used when the keys were asked for, so this one is over
    await page.getByRole('button', { name: 'Try again' }).click()
    await expect(timesheets(page)).toBeVisible()
  })
})

test.describe('a session', () => {
  test('that slept for nine hours asks once, and keeps what was typed (R17, pain 10)', async ({
    page,
    enterAs,
    context,
    stack,
    traffic,
  }) => {
    await page.clock.install()
    await enterAs('employee', '/timesheets')
    await page.getByLabel('Project').fill('Half typed')
    await context.clearCookies() // the provider's session has ended meanwhile, too
    traffic.forget()
    await page.clock.fastForward('09:00:00')
    await page.evaluate(() => {
      document.dispatchEvent(new Event('visibilitychange'))
      window.dispatchEvent(new Event('online'))
    })
    await expect(page.getByText(/session has ended|did not recognize you/).first()).toBeVisible()
    await expect(page.getByLabel('Project')).toHaveValue('Half typed')
    expect(traffic.to(stack.idp, '/authorize').length).toBeLessThanOrEqual(1)
    expect(traffic.to(stack.api, '/api').length).toBeLessThanOrEqual(3)
  })
})
