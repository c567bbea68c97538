import { decodeJwt } from 'jose'
import { beforeEach, describe, expect, it } from 'vitest'
import { user } from '../fixture.ts'
import { startSuite, types, withIdToken } from './suite.ts'
import type { Suite } from './suite.ts'

let op: Suite

beforeEach(() => {
  op = startSuite()
})

describe('oidcc-prompt-login', () => {
  it.each(types)('asks for the password again for %s', async (type) => {
    const first = await op.idTokenOf((await op.logIn(type, { max_age: '10000' })).parameters)
    op.advance(5)
    const page = await op.open(type, { prompt: 'login', max_age: '10000' })
    expect(page.html).toContain('name="password"')
    const again = await op.browser.press(page, 'Continue', user)
    const second = await op.idTokenOf(again.parameters)
    expect(second['auth_time']).toBe(Number(first['auth_time']) + 5)
  })
})

describe('oidcc-prompt-none-not-logged-in', () => {
  it.each(types)('answers login_required to %s, where the tokens would have been', async (type) => {
    const state = 's'.repeat(128)
    const visit = await op.open(type, { prompt: 'none', state })
    expect(visit.url.search).toBe('')
    expect(Object.fromEntries(visit.parameters)).toEqual({
      error: 'login_required',
      error_description: expect.any(String) as string,
      state,
    })
  })
})

describe('oidcc-prompt-none-logged-in', () => {
  it.each(types)('answers %s without a page', async (type) => {
    const first = await op.idTokenOf((await op.logIn(type, { max_age: '999' })).parameters)
    op.advance(60)
    const silent = await op.open(type, { prompt: 'none', max_age: '999' })
    expect(silent.left).toBe(true)
    const second = await op.idTokenOf(silent.parameters)
    expect(second).toMatchObject({ sub: first['sub'], auth_time: first['auth_time'] })
  })
})

describe('oidcc-max-age-1', () => {
  it.each(types)('logs in again for %s', async (type) => {
    const first = await op.idTokenOf((await op.logIn(type, { max_age: '1' })).parameters)
    op.advance(2)
    const page = await op.open(type, { max_age: '1' })
    expect(page.html).toContain('name="password"')
    const second = await op.idTokenOf((await op.browser.press(page, 'Continue', user)).parameters)
    expect(second['auth_time']).toBe(Number(first['auth_time']) + 2)
  })
})

describe('oidcc-max-age-10000', () => {
  it.each(types)('does not log in again for %s', async (type) => {
    const first = await op.idTokenOf((await op.logIn(type, { max_age: '15000' })).parameters)
    op.advance(10)
    const again = await op.open(type, { max_age: '10000' })
    const second = await op.idTokenOf(again.parameters)
    expect(second).toMatchObject({ sub: first['sub'], auth_time: first['auth_time'] })
    expect(first['auth_time']).toBeDefined()
  })
})

describe('oidcc-id-token-hint', () => {
  it.each(withIdToken)('knows the end-user of the hint for %s', async (type) => {
    const hint = (await op.logIn(type)).parameters.get('id_token') ?? ''
    const silent = await op.open(type, { prompt: 'none', id_token_hint: hint })
    expect(decodeJwt(silent.parameters.get('id_token') ?? '').sub).toBe('auth0|ann')
  })

  it('does not answer for another end-user than that of the hint', async () => {
    const hint = (await op.logIn('id_token')).parameters.get('id_token') ?? ''
    await op.idp.control.switchUser({ sub: 'auth0|bob' })
    const silent = await op.open('id_token', { prompt: 'none', id_token_hint: hint })
    expect(silent.parameters.get('error')).toBe('login_required')
    const page = await op.open('id_token', { id_token_hint: hint })
    const bob = { email: 'bob@example.com', password: 'secret' }
    const wrong = await op.browser.press(page, 'Continue', bob)
    expect(wrong.parameters.get('error')).toBe('login_required')
  })
})
