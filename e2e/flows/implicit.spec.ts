import { aToken, everythingStored } from '../fixtures/storage.ts'
import { clickLogIn, expect, test, timesheets } from '../fixtures/test.ts'

test.describe('the implicit flow, id_token token', () => {
  test('goes from a click on Log in to timesheets from the API', async ({
    page,
    stack,
    traffic,
    authenticateAs,
  }) => {
    await test.step('1 and 2: a click sends an authorization request', async () => {
      await page.goto('/')
      await clickLogIn(page)
      await expect(page.getByLabel('Email')).toBeVisible()
      const request = traffic.authorizationRequest()
      expect(request.get('response_type')?.split(' ').sort()).toEqual(['id_token', 'token'])
      expect(request.get('redirect_uri')).toBe(`${stack.spa}/callback`)
      expect(request.get('audience')).toBe('https://timesheets.example.com/api')
      expect(request.get('state')).toMatch(/^[\w-]{43}$/)
      expect(request.get('nonce')).toMatch(/^[\w-]{43}$/)
      expect(request.get('nonce')).not.toBe(request.get('state'))
    })

    await test.step('3 and 4: the user authenticates and allows the listed permissions', async () => {
      expect(new URL(page.url()).origin).toBe(new URL(stack.idp).origin)
      await authenticateAs('manager')
      await expect(page.getByText('Read your timesheets')).toBeVisible()
      await page.getByRole('button', { name: 'Allow' }).click()
    })

    await test.step('6 and 7: the API answers and the data is shown', async () => {
      await page.getByRole('link', { name: 'Timesheets' }).first().click()
      await expect(timesheets(page)).toBeVisible()
    })

    await test.step('5: the response had exactly the promised members, in the fragment', () => {
      const response = traffic.authorizationResponse()
      // the manager was granted all that was asked for, so there is no scope
      expect([...response.keys()].sort()).toEqual([
        'access_token',
        'expires_in',
        'id_token',
        'state',
        'token_type',
      ])
      expect(response.get('state')).toBe(traffic.authorizationRequest().get('state'))
      expect(response.get('token_type')).toBe('Bearer')
      expect(response.get('expires_in')).toBe('7200')
    })

    await test.step('no token endpoint, no back-end took part', () => {
      expect(traffic.to(stack.idp, '/oauth/token')).toEqual([])
      expect(traffic.to(stack.spa, '/backend')).toEqual([])
    })
  })

  test('leaves no token in the address, the history or the storage', async ({
    page,
    loginAs,
    traffic,
  }) => {
    await loginAs('employee')
    const accessToken = traffic.authorizationResponse().get('access_token')
    expect(accessToken).toMatch(aToken)

    expect(page.url()).not.toContain('#')
    const remembered = await page.evaluate(() =>
      JSON.stringify([
        location.href,
        document.referrer,
        performance.getEntries().map(({ name }) => name),
        window.navigation.entries().map(({ url }) => url),
      ]),
    )
    expect(remembered).not.toMatch(aToken)
    expect(await everythingStored(page)).not.toMatch(aToken)
  })

  test('sends the Access Token in the Authorization header and nowhere else (pain 18)', async ({
    page,
    loginAs,
    traffic,
    stack,
  }) => {
    await loginAs('employee')
    await page.getByRole('link', { name: 'Timesheets' }).first().click()
    await expect(timesheets(page)).toBeVisible()
    const accessToken = traffic.authorizationResponse().get('access_token') ?? ''

    const calls = traffic.to(stack.api, '/api/timesheets').filter((r) => r.method() === 'GET')
    expect(calls.length).toBeGreaterThan(0)
    for (const call of calls) {
      expect(call.headers()['authorization']).toBe(`Bearer ${accessToken}`)
    }
    for (const request of traffic.requests) {
      expect(request.url().split('#')[0]).not.toContain(accessToken)
      expect(request.postData() ?? '').not.toContain(accessToken)
      const others = Object.entries(request.headers()).filter(([name]) => name !== 'authorization')
      expect(JSON.stringify(others)).not.toContain(accessToken)
    }
  })

  test('shows the granted scope when it is narrower than the requested one', async ({
    loginAs,
    traffic,
  }) => {
    await loginAs('employee')
    const granted = traffic.authorizationResponse().get('scope')?.split(' ')
    expect(granted).toContain('read:timesheets')
    expect(granted).not.toContain('approve:timesheets')
  })

  test('asks for a login once, however often Log in is clicked (pain 7)', async ({
    page,
    traffic,
  }) => {
    await page.goto('/')
    await page.getByRole('button', { name: 'Log in', exact: true }).first().dblclick()
    await expect(page.getByLabel('Email')).toBeVisible()
    expect(traffic.requests.filter((r) => new URL(r.url()).pathname === '/authorize')).toHaveLength(
      1,
    )
  })

  test('keeps query and hash of the page that was asked for (R27, pain 14)', async ({
    page,
    authenticateAs,
  }) => {
    await page.goto('/timesheets?week=2026-W47#entries')
    const login = page.getByLabel('Email')
    // the guard sends strangers to the login; a page may ask for a click first
    const button = page.getByRole('button', { name: 'Log in', exact: true }).first()
    await expect(login.or(button).first()).toBeVisible()
    if (!(await login.isVisible())) await button.click()
    await authenticateAs('employee')
    await page.getByRole('button', { name: 'Allow' }).click()
    await expect(timesheets(page)).toBeVisible()
    expect(page.url()).toMatch(/\/timesheets\?week=2026-W47#entries$/)
  })
})
