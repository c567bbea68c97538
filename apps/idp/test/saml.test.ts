import { generateKeyPairSync } from 'node:crypto'
import { createMockIdp } from '@frontchannel/mock-idp'
import { createTestBrowser } from '@frontchannel/mock-idp/testing'
import type { TestBrowser, Visit } from '@frontchannel/mock-idp/testing'
import { decodeJwt } from 'jose'
import { describe, expect, it } from 'vitest'
import { buildAssertion, buildResponse } from '../src/saml-idp/assertion.ts'
import type { Order } from '../src/saml-idp/assertion.ts'
import { parseAuthnRequest } from '../src/saml-idp/authn-request.ts'
import { createSamlIdp } from '../src/saml-idp/saml-idp.ts'
import { devKey, signElement } from '../src/saml-idp/sign.ts'
import { Xml } from '../src/saml-idp/xml.ts'

const issuer = 'http://localhost:4000/'
const acs = `${issuer}login/callback`
const samlIdp = createSamlIdp(issuer)
const person = { nameId: 'frida@fabrikam.example', email: 'frida@fabrikam.example', name: 'Frida' }

interface Setup {
  readonly browser: TestBrowser
  /** Gets as far as the identity provider: its page, and the request that it was sent. */
  readonly leave: () => Promise<{ page: Visit; order: Order; relayState: string }>
  /** Posts a response as the identity provider's page would, from another site: without cookies. */
  readonly post: (response: Xml, relayState: string, from?: TestBrowser) => Promise<Visit>
  readonly failure: () => Promise<string | undefined>
  /** Another browser, at the same provider. */
  readonly otherBrowser: () => TestBrowser
}

function setUp(changes: object = {}): Setup {
  const idp = createMockIdp({
    issuer,
    tenant: {
      name: 'Test',
      connections: [
        {
          strategy: 'samlp',
          name: 'fabrikam',
          entryPoint: samlIdp.entryPoint,
          idpEntityId: samlIdp.entityId,
          certificates: [samlIdp.certificate],
          ...changes,
        },
      ],
      clients: [
        {
          clientId: 'spa',
          name: 'SPA',
          type: 'spa',
          callbackUrls: ['https://app.test/cb'],
        },
      ],
    },
  })
  const otherBrowser = (): TestBrowser =>
    createTestBrowser(async (request) => {
      return (await samlIdp.fetch(request.clone())) ?? idp.fetch(request)
    })
  const browser = otherBrowser()
  const authorize = new URLSearchParams({
    client_id: 'spa',
    redirect_uri: 'https://app.test/cb',
    response_type: 'id_token',
    scope: 'openid email profile',
    nonce: 'n',
    connection: 'fabrikam',
    prompt: 'login',
  })
  return {
    browser,
    otherBrowser,
    async leave() {
      const page = await browser.open(`${issuer}authorize?${authorize.toString()}`)
      const request = parseAuthnRequest(page.url.searchParams.get('SAMLRequest') ?? '')
      if (!request) throw new Error('there is no request')
      const order = {
        person,
        issuer: samlIdp.entityId,
        audience: request.issuer,
        recipient: request.assertionConsumerService,
        inResponseTo: request.id,
        now: new Date(),
      }
      return { page, order, relayState: page.url.searchParams.get('RelayState') ?? '' }
    },
    async post(response, relayState, from = browser) {
      const body = new URLSearchParams({
        SAMLResponse: Buffer.from(response.text).toString('base64'),
        RelayState: relayState,
      })
      const answer = await idp.fetch(new Request(acs, { method: 'POST', body, redirect: 'manual' }))
      if (answer.status !== 303) throw new Error(`the response was answered with ${answer.status}`)
      return from.open(new URL(answer.headers.get('location') ?? '', issuer).href)
    },
    async failure() {
      const { entries } = await idp.control.readLog({})
      return entries.findLast(({ upstream }) => upstream !== undefined)?.upstream
    },
  }
}

const signed = (order: Order): Xml =>
  buildResponse(order, signElement(buildAssertion(order), 'Assertion'))
const edited = (xml: Xml, from: string | RegExp, to: string): Xml => {
  const text = xml.text.replace(from, to)
  expect(text).not.toBe(xml.text)
  return new Xml(text)
}

describe('a login with a SAML identity provider', () => {
  it('goes there and back, and names the person by connection', async () => {
    const { browser, leave } = setUp()
    const { page } = await leave()
    expect(page.html).toContain('Fabrikam')
    const posting = await browser.press(page, 'Frida Fabrikam')
    const visit = await browser.press(posting, 'Continue')
    expect(visit.left).toBe(true)
    expect(decodeJwt(visit.parameters.get('id_token') ?? '')).toMatchObject({
      sub: 'samlp|fabrikam|frida@fabrikam.example',
      email: 'frida@fabrikam.example',
      name: 'Frida Fabrikam',
    })
  })

  it('describes the service provider in metadata', async () => {
    const { browser } = setUp()
    const { html } = await browser.open(`${issuer}samlp/metadata?connection=fabrikam`)
    expect(html).toContain('entityID="urn:frontchannel:main:fabrikam"')
    expect(html).toContain(`Location="${acs}"`)
  })
})

describe('a service provider with keys of its own', () => {
  it('signs its requests, and tells both certificates', async () => {
    const { browser, leave } = setUp({ signing: devKey, decryption: devKey })
    const { page } = await leave()
    expect(page.url.searchParams.get('SigAlg')).toContain('rsa-sha256')
    expect(page.url.searchParams.get('Signature')).toMatch(/^[\w+/=]{300,}$/)
    const { html } = await browser.open(`${issuer}samlp/metadata?connection=fabrikam`)
    expect(html).toContain('use="signing"')
    expect(html).toContain('use="encryption"')
  })
})

const stranger = (): { privateKey: string; certificate: string } => ({
  privateKey: generateKeyPairSync('rsa', { modulusLength: 2048 })
    .privateKey.export({ type: 'pkcs8', format: 'pem' })
    .toString(),
  certificate: devKey.certificate,
})

const hour = 3_600_000

/** What a response may look like that must log nobody in. */
const misuses: Readonly<Record<string, readonly [RegExp, (order: Order) => Xml]>> = {
  'an unsigned assertion': [
    /^Invalid signature/,
    (order) => buildResponse(order, buildAssertion(order)),
  ],
  'a name changed in a response that was signed': [
    /^Invalid/,
    (order) =>
      edited(
        signElement(buildResponse(order, buildAssertion(order)), 'Response'),
        />frida@fabrikam/,
        '>admin@fabrikam',
      ),
  ],
  'a signature of another key': [
    /^Invalid signature/,
    (order) => buildResponse(order, signElement(buildAssertion(order), 'Assertion', stranger())),
  ],
  'a changed name': [
    /^Invalid signature/,
    (order) => edited(signed(order), />frida@fabrikam/, '>admin@fabrikam'),
  ],
  'an assertion wrapped round the signed one': [/^Invalid signature/, (order) => wrap(order)],
  'a second, unsigned assertion in front': [
    /multiple assertions/,
    (order) => {
      const evil = buildAssertion({ ...order, person: { ...person, nameId: 'admin' } })
      return edited(signed(order), '</samlp:Status>', `</samlp:Status>${evil.text}`)
    },
  ],
  'a comment in the name': [
    /^Invalid signature/,
    (order) =>
      edited(signed(order), 'frida@fabrikam.example</saml:NameID>', 'admin<!---->@x</saml:NameID>'),
  ],
  'another audience': [
    /audience mismatch/,
    (order) => signed({ ...order, audience: 'urn:somebody:else' }),
  ],
  'another recipient': [
    /for this address/,
    (order) =>
      edited(
        signed({ ...order, recipient: 'https://evil.test/acs' }),
        'Destination="https://evil.test/acs"',
        `Destination="${acs}"`,
      ),
  ],
  'another request': [
    /InResponseTo is not valid/,
    (order) => signed({ ...order, inResponseTo: '_of-somebody-else' }),
  ],
  'another request in the assertion': [
    /does not match/,
    (order) =>
      buildResponse(
        order,
        signElement(buildAssertion({ ...order, inResponseTo: '_other' }), 'Assertion'),
      ),
  ],
  'no request at all': [
    /InResponseTo is missing/,
    (order) => edited(signed(order), / InResponseTo="[^"]*">/, '>'),
  ],
  'an assertion that is over': [
    /No valid subject confirmation/,
    (order) => signed({ ...order, now: new Date(Date.now() - hour) }),
  ],
  'an assertion of the future': [
    /not yet valid/,
    (order) => signed({ ...order, now: new Date(Date.now() + hour) }),
  ],
  'another issuer': [
    /another Issuer/,
    (order) => signed({ ...order, issuer: 'https://evil.test/' }),
  ],
  'no assertion': [/Missing SAML assertion/, (order) => buildResponse(order, new Xml(''))],
}

/** The signed assertion stays where the signature finds it; an unsigned one stands in its place. */
function wrap(order: Order): Xml {
  const genuine = signElement(buildAssertion(order), 'Assertion').text
  const evil = buildAssertion({ ...order, person: { ...person, nameId: 'admin' } }).text
  const signature = /<(?:ds:)?Signature.*<\/(?:ds:)?Signature>/s.exec(genuine)?.[0] ?? ''
  const unsigned = genuine.replace(signature, '')
  const inside = signature.replace(
    /<\/((?:ds:)?)Signature>$/,
    `<$1Object>${unsigned}</$1Object></$1Signature>`,
  )
  return buildResponse(order, new Xml(evil.replace('</saml:Issuer>', `</saml:Issuer>${inside}`)))
}

describe('a SAML response', () => {
  it('logs in if it is as it should be', async () => {
    const { leave, post } = setUp()
    const { order, relayState } = await leave()
    const visit = await post(signed(order), relayState)
    expect(visit.left).toBe(true)
  })

  it('logs in if only the whole response is signed', async () => {
    const { leave, post } = setUp()
    const { order, relayState } = await leave()
    const response = signElement(buildResponse(order, buildAssertion(order)), 'Response')
    expect((await post(response, relayState)).left).toBe(true)
  })

  it('logs in if the whole response is signed as well', async () => {
    const { leave, post } = setUp()
    const { order, relayState } = await leave()
    const visit = await post(signElement(signed(order), 'Response'), relayState)
    expect(visit.left).toBe(true)
  })

  it.each(Object.entries(misuses))('logs nobody in with %s', async (_name, [reason, make]) => {
    const { browser, leave, post, failure } = setUp()
    const { order, relayState } = await leave()
    const visit = await post(make(order), relayState)
    expect(visit.left).toBe(false)
    expect(visit.html).toContain('did not answer as it should')
    expect(browser.cookies()).not.toContain('session')
    expect(await failure()).toMatch(reason)
    // the same browser logs in with a response as it should be
    const again = await leave()
    expect((await post(signed(again.order), again.relayState)).left).toBe(true)
  })

  it('works once', async () => {
    const { leave, post, browser } = setUp()
    const { order, relayState } = await leave()
    const response = signed(order)
    expect((await post(response, relayState)).left).toBe(true)
    await expect(post(response, relayState)).rejects.toThrow('400')
    const again = `${acs}?${new URLSearchParams({ state: relayState }).toString()}`
    expect((await browser.open(again)).status).toBe(400)
  })

  it('works once even where somebody finds a login for it to answer', async () => {
    const { leave, post, failure } = setUp()
    const first = await leave()
    const response = signed(first.order)
    expect((await post(response, first.relayState)).left).toBe(true)
    const second = await leave()
    expect((await post(response, second.relayState)).left).toBe(false)
    expect(await failure()).toContain('InResponseTo')
  })

  it('works in the browser that left, and no other', async () => {
    const { leave, post, otherBrowser } = setUp()
    const { order, relayState } = await leave()
    const victim = otherBrowser()
    const refused = await post(signed(order), relayState, victim)
    expect(refused.status).toBe(400)
    expect(victim.cookies()).not.toContain('session')
    // the browser that left still gets in
    expect((await post(signed(order), relayState)).left).toBe(true)
  })

  it('names whom the signature covers, whatever comments are put in between', async () => {
    const { leave, post } = setUp()
    const { order, relayState } = await leave()
    const mallory = { ...person, nameId: 'frida@fabrikam.example.evil.test' }
    const response = edited(
      signed({ ...order, person: mallory }),
      'fabrikam.example.evil.test<',
      'fabrikam.example<!---->.evil.test<',
    )
    const { parameters } = await post(response, relayState)
    const idToken = parameters.get('id_token')
    expect(idToken && decodeJwt(idToken).sub).toBe(
      'samlp|fabrikam|frida@fabrikam.example.evil.test',
    )
  })
})

describe('the SAML identity provider', () => {
  it('posts to the mock IdP only', async () => {
    const { leave } = setUp()
    const { page } = await leave()
    const other = createSamlIdp('http://localhost:4999/')
    const url = new URL(page.url)
    url.port = '4999'
    const refused = await other.fetch(new Request(url))
    expect(refused?.status).toBe(400)
    const empty = await samlIdp.fetch(new Request(`${samlIdp.entryPoint}?SAMLRequest=x`))
    expect(empty?.status).toBe(400)
  })

  it('asks who somebody is, whatever the address says', async () => {
    const { leave } = setUp()
    const { page } = await leave()
    const url = new URL(page.url)
    url.searchParams.set('person', person.nameId)
    expect(await (await samlIdp.fetch(new Request(url)))?.text()).toContain('Felix Fabrikam')
  })
})
