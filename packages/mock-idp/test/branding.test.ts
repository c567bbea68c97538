import type { LoginPageTemplate, TenantInput } from '@frontchannel/mock-idp'
import { h } from '@frontchannel/mock-idp'
import { describe, expect, it } from 'vitest'
import { contrast, readableOn, textOn } from '../src/branding/contrast.ts'
import { uiLocales } from '../src/pages/texts/languages.ts'
import { setUp, tenant, user } from './fixture.ts'
import type { Setup } from './fixture.ts'

const branded = (branding: TenantInput['branding'], loginPage?: LoginPageTemplate): Setup =>
  setUp({
    tenant: { ...tenant, demo: true, branding },
    ...(loginPage && { code: { loginPage } }),
  })

const own = (loginPage: LoginPageTemplate): Setup => branded({ ownLoginPage: true }, loginPage)

describe('the colors of a tenant', () => {
  it('are in its style sheet, and no other tenant’s', async () => {
    const { get } = branded({ primaryColor: '#7a1fa2', backgroundColor: '#fff4e0' })
    const css = await (await get('assets/idp.css')).text()
    expect(css).toContain('#7a1fa2')
    expect(css).toContain('#fff4e0')
    expect(await (await setUp().get('assets/idp.css')).text()).not.toContain('#7a1fa2')
  })

  it.each(['#000000', '#ffffff', '#ffff00', '#777777', '#ea5323', '#1f5fbf', '#00ff88'])(
    'can be read in light and dark: %s',
    (color) => {
      for (const card of ['#ffffff', '#1b212a']) {
        const accent = readableOn(color, card)
        expect(contrast(accent, card)).toBeGreaterThanOrEqual(4.5)
        expect(contrast(textOn(accent), accent)).toBeGreaterThanOrEqual(4.5)
      }
    },
  )

  it.each([
    ['a color that is none', { primaryColor: 'red; } body { display: none' }],
    ['an image from elsewhere', { logo: 'https://evil.test/logo.png' }],
    ['an image that closes the rule', { logo: 'data:image/png;base64,AA") } *{' }],
    ['a text that no page has', { texts: { en: { nothing: 'x' } } }],
  ])('refuse %s', (_name, branding) => {
    expect(() => branded(branding as never)).toThrow('branding.')
  })
})

describe('texts', () => {
  it.each(uiLocales)('are there in %s, on every page of the login', async (language) => {
    const { browser, authorizeUrl } = setUp({ tenant: { ...tenant, demo: true } })
    const page = await browser.open(authorizeUrl({ ui_locales: language, screen_hint: 'signup' }))
    expect(page.html).toContain(`<html lang="${language}">`)
    expect(page.html).not.toContain('undefined')
  })

  it('can be the tenant’s own, and are escaped', async () => {
    const { browser, authorizeUrl } = branded({
      texts: { de: { logIn: 'Rein <b>da</b>' }, en: { continue: 'Continue, please' } },
    })
    const german = await browser.open(authorizeUrl({ ui_locales: 'de-AT' }))
    expect(german.html).toContain('<h1>Rein &lt;b&gt;da&lt;/b&gt;</h1>')
    expect((await browser.open(authorizeUrl({}))).html).toContain('Continue, please')
  })
})

describe('a login page of the tenant’s own', () => {
  const whole: LoginPageTemplate = ({ tenantName, clientName, slots }) => [
    h('header', { class: 'hero' }, h('h1', {}, tenantName), h('p', {}, `for ${clientName} <3`)),
    h('div', {}, slots.password, slots.connections, slots.cancel, slots.demoUsers),
  ]

  it('takes the place of ours, and logs in', async () => {
    const { browser, authorizeUrl } = own(whole)
    const page = await browser.open(authorizeUrl({}))
    expect(page.html).toContain('<header class="hero"><h1>Test</h1><p>for Test SPA &lt;3</p>')
    const wrong = await browser.press(page, 'Continue', { ...user, password: 'x' })
    expect(wrong.html).toContain('role="alert">Wrong email')
    expect((await browser.press(wrong, 'Continue', user)).left).toBe(true)
  })

  it.each<[string, LoginPageTemplate]>([
    [
      'throws',
      () => {
        throw new Error('oops')
      },
    ],
    ['leaves out the way to log in', ({ slots }) => h('div', {}, slots.cancel)],
    ['shows a form twice', ({ slots }) => [slots.password, slots.password]],
    ['brings a form', ({ slots }) => [h('form' as never), slots.password]],
    ['brings a script', ({ slots }) => [h('script' as never, {}, 'x'), slots.password]],
    ['brings a handler', ({ slots }) => [h('p', { onclick: 'x' } as never), slots.password]],
    ['leads to a script', ({ slots }) => [h('a', { href: 'javascript:x' }), slots.password]],
    ['loads from elsewhere', ({ slots }) => [h('img', { src: 'https://x.test/' }), slots.password]],
    [
      'forges a form',
      () => ({ tag: 'p', attributes: {}, children: [{ render: () => '' }] }) as never,
    ],
  ])('gives way to ours if it %s', async (_name, template) => {
    const { browser, authorizeUrl } = own(template)
    const page = await browser.open(authorizeUrl({}))
    expect(page.html).toContain('<h1>Log in</h1>')
    expect((await browser.press(page, 'Continue', user)).left).toBe(true)
  })

  it('can only ever be text', async () => {
    const { browser, authorizeUrl } = own(({ slots }) => [
      h('p', { title: '"><script>' }, '</main><form action="https://evil.test">'),
      slots.password,
    ])
    const { html } = await browser.open(authorizeUrl({}))
    expect(html).toContain('&lt;/main&gt;&lt;form action=&quot;https://evil.test&quot;&gt;')
    expect(html).toContain('title="&quot;&gt;&lt;script&gt;"')
  })

  it('is off until the tenant switches it on', async () => {
    const { browser, authorizeUrl } = branded({}, whole)
    expect((await browser.open(authorizeUrl({}))).html).not.toContain('hero')
  })
})

describe('the preview', () => {
  const at = (path: string, address?: string) =>
    branded({}).idp.fetch(new Request(`http://localhost/${path}`), { address })

  it('shows each page in the colors tried, with forms that lead nowhere', async () => {
    const query = 'primaryColor=%23ea5323&ui_locales=ja'
    for (const page of ['login', 'own', 'consent']) {
      const response = await at(`branding/preview/frame?page=${page}&${query}`)
      const html = await response.text()
      expect(html).toContain('assets/idp.css?primaryColor=%23ea5323')
      expect(html).toContain('lang="ja"')
      expect(response.headers.get('content-security-policy')).toContain("form-action 'none'")
    }
    const css = await at('assets/idp.css?primaryColor=%23ea5323')
    expect(await css.text()).toContain('--accent: light-dark(')
  })

  it('is there on this machine only, and may be framed by itself only', async () => {
    expect((await at('branding/preview', '192.0.2.7')).status).toBe(404)
    expect((await at('branding/preview/frame', '192.0.2.7')).status).toBe(404)
    const page = await at('branding/preview', '127.0.0.1')
    expect(page.headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
    const frame = await at('branding/preview/frame')
    expect(frame.headers.get('content-security-policy')).toContain("frame-ancestors 'self'")
  })
})
