// @vitest-environment happy-dom
import { flushPromises, mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import { defineComponent, h } from 'vue'
import AccountMenu from './AccountMenu.vue'
import { fakeAuth } from './fake-auth.ts'
import { useAuth } from './use-auth.ts'

const Greeting = defineComponent({
  setup() {
    const { isAuthenticated, user, login } = useAuth()
    return () =>
      isAuthenticated.value
        ? h('p', String(user.value?.['name']))
        : h('button', { onClick: () => login('/here') }, 'Log in')
  },
})

describe('useAuth', () => {
  it('follows the session', async () => {
    const auth = fakeAuth({ user: { name: 'Erin' }, accessToken: 'token-1' })
    const page = mount(Greeting, { global: { plugins: [auth] } })
    expect(page.text()).toBe('Erin')
    expect(await auth.getAccessToken()).toBe('token-1')
    await auth.logout()
    await flushPromises()
    expect(await auth.getAccessToken()).toBeUndefined()
    await page.get('button').trigger('click')
    expect(auth.logins).toEqual(['/here'])
  })

  it('says what is missing', () => {
    expect(() => mount(Greeting)).toThrow(/createAuth/)
  })
})

describe('AccountMenu', () => {
  it('shows who is here, and logs them out', async () => {
    const auth = fakeAuth({ user: { name: 'Erin', email: 'erin@example.com' } })
    const menu = mount(AccountMenu, { global: { plugins: [auth] } })
    expect(menu.text()).toContain('erin@example.com')
    await menu.findAll('button').at(-1)?.trigger('click')
    expect(auth.isAuthenticated.value).toBe(false)
  })

  it('names nobody from an Access Token alone', () => {
    const menu = mount(AccountMenu, { global: { plugins: [fakeAuth()] } })
    expect(menu.text()).toContain('Authorized, not authenticated')
  })
})
