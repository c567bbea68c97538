import { faults } from '@frontchannel/conformance/faults'
import { beforeEach, describe, expect, it } from 'vitest'
import { basicAuth, callback, pkce, setUp } from '../fixture.ts'
import type { Setup } from '../fixture.ts'

const challenge = { code_challenge: pkce.challenge, code_challenge_method: 'S256' }
const request = { response_type: 'code', scope: 'openid offline_access', ...challenge }

/** Faults that keep an endpoint from answering at all prove nothing here. */
const everyFault = faults
  .filter(({ tampersWith }) => tampersWith !== 'http')
  .map(({ id }) => ({ id }))

let op: Setup
let codes: string[]

beforeEach(async () => {
  op = setUp()
  codes = []
  for (let count = 0; count < 2; count += 1) {
    codes.push((await op.logIn(request)).parameters.get('code') ?? '')
  }
  await op.idp.control.armFaults({ faults: everyFault })
})

/** Redeems a code; resolves with the check that refused, as the log has it. */
async function refusalOf(
  change: Record<string, string>,
  headers = {},
): Promise<string | undefined> {
  const body = {
    grant_type: 'authorization_code',
    client_id: 'spa',
    redirect_uri: callback,
    code: codes[0] ?? '',
    code_verifier: pkce.verifier,
    ...change,
  }
  await (await op.post('oauth/token', body, headers)).text().catch(() => 'cut off')
  const { entries } = await op.idp.control.readLog({})
  return entries.at(-1)?.refused
}

describe('with every fault armed', () => {
  it.each([
    ['an address that is not registered', { redirect_uri: 'https://evil.test/' }],
    ['a registered address with more behind it', { redirect_uri: `${callback}/` }],
    ['an unknown client', { client_id: 'nobody' }],
  ])('redirects to nobody for %s', async (_, change) => {
    const page = await op.browser.open(op.authorizeUrl({ ...request, ...change }))
    expect([page.status, page.left]).toEqual([400, false])
  })

  it.each([
    ['no code challenge', { code_challenge: undefined, code_challenge_method: undefined }],
    ['the method plain', { code_challenge_method: 'plain' }],
    ['a grant type that the client has not', { client_id: 'machine' }],
  ])('issues no code for %s', async (_, change) => {
    await op.idp.control.putClient({
      client: {
        clientId: 'machine',
        name: 'Machine',
        type: 'machine',
        clientSecret: 's',
        callbackUrls: [callback],
      },
    })
    const before = (await op.idp.control.readLog({})).entries.length
    await op.browser.open(op.authorizeUrl({ ...request, ...change }))
    const { entries } = await op.idp.control.readLog({ since: before })
    expect(entries.map(({ refused }) => refused)).toEqual([expect.any(String)])
  })

  it('redeems a code only with its verifier', async () => {
    expect(await refusalOf({ code_verifier: 'x'.repeat(43) })).toBe('token-request.code_verifier')
    expect(await refusalOf({ code: codes[1] ?? '', code_verifier: '' })).toBe(
      'token-request.code_verifier',
    )
  })

  it('redeems a code only for its redirection endpoint and its client', async () => {
    expect(await refusalOf({ redirect_uri: 'https://evil.test/' })).toBe(
      'token-request.redirect_uri',
    )
    const asWeb = { code: codes[1] ?? '', client_id: 'web' }
    expect(await refusalOf(asWeb, basicAuth)).toBe('token-request.code.known')
  })

  it('redeems a code once', async () => {
    expect(await refusalOf({})).toBeUndefined()
    expect(await refusalOf({})).toBe('token-request.code.unused')
  })

  it('authenticates clients', async () => {
    const wrong = { Authorization: `Basic ${btoa('web:guessed')}` }
    expect(await refusalOf({ client_id: 'web' }, wrong)).toBe('request.client')
  })

  it('returns from a logout to registered addresses only', async () => {
    const query = 'post_logout_redirect_uri=https://evil.test/&client_id=spa'
    const page = await op.browser.open(`http://idp.test/oidc/logout?${query}`)
    expect([page.status, page.left]).toEqual([400, false])
  })
})
