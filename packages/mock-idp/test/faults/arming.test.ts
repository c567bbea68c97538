import { describe, expect, it } from 'vitest'
import { pkce, setUp } from '../fixture.ts'

const id = 'authorization-response.state.append1'
const challenge = { code_challenge: pkce.challenge, code_challenge_method: 'S256' }

type Request = Readonly<Record<string, string>>

/** Which of some requests, sent one after the other, the fault struck. */
async function struck(fault: object, requests: readonly Request[]): Promise<boolean[]> {
  const { idp, browser, authorizeUrl, logIn } = setUp()
  await logIn({})
  await idp.control.armFaults({ faults: [{ id, ...fault }] })
  const seen: boolean[] = []
  for (const request of requests) {
    const { parameters } =
      'prompt' in request ? await browser.open(authorizeUrl(request)) : await logIn(request)
    seen.push(parameters.get('state') === 'xyzABC1231')
  }
  return seen
}

const same = (count: number): Request[] => Array.from({ length: count }, () => ({}))

describe('a fault of a tenant', () => {
  it.each([
    ['once', { times: 1 }, [true, false, false, false]],
    ['three times', { times: 3 }, [true, true, true, false]],
    ['always', {}, [true, true, true, true]],
  ])('strikes %s', async (_, fault, expected) => {
    expect(await struck(fault, same(4))).toEqual(expected)
  })

  it.each<[string, object, Request[], boolean[]]>([
    [
      'of one response type, whatever the order of its words',
      { responseType: 'id_token token' },
      [{ response_type: 'id_token' }, { response_type: 'token id_token' }],
      [false, true],
    ],
    [
      'of one client',
      { clientId: 'web' },
      [{}, { client_id: 'web' }, { client_id: 'spa' }],
      [false, true, false],
    ],
    [
      'that ask nothing of the end-user',
      { prompt: 'none' },
      [{ prompt: 'none' }, {}, { prompt: 'none' }],
      [true, false, true],
    ],
    [
      'of which all is true',
      { clientId: 'web', responseType: 'code' },
      [
        { client_id: 'web' },
        { response_type: 'code', ...challenge },
        { client_id: 'web', response_type: 'code' },
      ],
      [false, false, true],
    ],
  ])('strikes requests %s', async (_, when, requests, expected) => {
    expect(await struck({ when }, requests)).toEqual(expected)
  })

  it('counts only the requests that it is meant for', async () => {
    const requests = [{ client_id: 'web' }, {}, { client_id: 'web' }, {}]
    const fault = { times: 1, when: { clientId: 'spa' } }
    expect(await struck(fault, requests)).toEqual([false, true, false, false])
  })

  it('is replaced by what is armed next, and gone after a reset', async () => {
    const { idp, logIn } = setUp()
    const faults = [{ id, times: 2 } as const]
    expect(await idp.control.armFaults({ faults })).toEqual({ faults })
    await idp.control.armFaults({ faults: [{ id: 'authorization-response.iss.added' }] })
    const { parameters } = await logIn({})
    expect([parameters.get('state'), parameters.has('iss')]).toEqual(['xyzABC123', true])
    await idp.control.resetTenant({})
    expect((await logIn({})).parameters.has('iss')).toBe(false)
  })

  it.each([
    [{ clientId: 'spa' }, 'mac'],
    [{ responseType: 'code' }, 'mac'],
    [{ clientId: 'web' }, 'Bearer'],
    [{ responseType: 'code token' }, 'Bearer'],
    [{ prompt: 'login' }, 'Bearer'],
  ])('meant for %j knows at the token endpoint what was asked', async (when, type) => {
    const { idp, logIn, post } = setUp()
    await idp.control.armFaults({ faults: [{ id: 'token-response.token_type.mac', when }] })
    const { parameters } = await logIn({ response_type: 'code', ...challenge })
    const answer = await post('oauth/token', {
      grant_type: 'authorization_code',
      client_id: 'spa',
      redirect_uri: 'https://app.test/cb',
      code: parameters.get('code') ?? '',
      code_verifier: pkce.verifier,
    })
    expect(await answer.json()).toMatchObject({ token_type: type })
  })
})
