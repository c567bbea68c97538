import { describe, expect, it } from 'vitest'
import { callback, issuer, pkce, setUp, tenant } from './fixture.ts'
import type { Setup } from './fixture.ts'

const challenge = { code_challenge: pkce.challenge, code_challenge_method: 'S256' }

/** Every way in which an authorization response may come, as text. */
const responses: Readonly<Record<string, (idp: Setup) => Promise<string>>> = {
  query: async ({ logIn }) => (await logIn({ response_type: 'code', ...challenge })).url.search,
  fragment: async ({ logIn }) => (await logIn({})).url.hash,
  'an error': async ({ browser, authorizeUrl }) =>
    (await browser.open(authorizeUrl({ nonce: undefined }))).url.hash,
  'a silent error': async ({ browser, authorizeUrl }) =>
    (await browser.open(authorizeUrl({ prompt: 'none' }))).url.hash,
  'a denial': async ({ browser, authorizeUrl }) => {
    const page = await browser.open(authorizeUrl({}))
    return (await browser.press(page, 'Cancel')).url.hash
  },
  'a form': async ({ logIn }) => (await logIn({ response_mode: 'form_post' })).html,
  'a web message': async ({ logIn }) => (await logIn({ response_mode: 'web_message' })).html,
}

const claimed = async ({ get }: Setup): Promise<unknown> =>
  ((await (await get('.well-known/openid-configuration')).json()) as Record<string, unknown>)[
    'authorization_response_iss_parameter_supported'
  ]

/** `iss` as a member, however the response is written. */
const named = /[?&#]iss=|name="iss"|"iss":|&quot;iss&quot;/

describe.each(Object.entries(responses))('iss in %s', (_, respond) => {
  it('is there where the tenant says so, as the metadata promise', async () => {
    const idp = setUp({ tenant: { ...tenant, authorizationResponseIss: true } })
    expect(await claimed(idp)).toBe(true)
    const text = await respond(idp)
    expect(text).toMatch(named)
    expect([issuer, encodeURIComponent(issuer)].some((iss) => text.includes(iss))).toBe(true)
  })

  it('is not there by default, and not promised', async () => {
    const idp = setUp()
    expect(await claimed(idp)).toBe(false)
    expect(await respond(idp)).not.toMatch(named)
  })
})

describe('a fault of iss', () => {
  it('breaks the promise only where it was made', async () => {
    const idp = setUp({ tenant: { ...tenant, authorizationResponseIss: true } })
    const { url } = await idp.logIn({ mock_faults: 'authorization-response.iss.append1' })
    expect(url.href.startsWith(`${callback}#`)).toBe(true)
    expect(new URLSearchParams(url.hash.slice(1)).get('iss')).toBe(`${issuer}1`)
  })
})
