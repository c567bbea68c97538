import { describe, expect, it } from 'vitest'
import { issuer, redirectUri, start } from '../../test/provider.ts'
import {
  flowById,
  flows,
  issuesAccessToken,
  issuesCode,
  issuesIdToken,
  type Flow,
} from '../flows.ts'
import type { LoginTransaction } from '../transactions/transaction.ts'
import { parseAuthorizationResponse, type ResponseSource } from './parse-response.ts'
import { responseChecks, successChecksFor, type ResponseExpectation } from './response.checks.ts'

const state = 'af0ifjsldkj'

const transactionWith = (changes: Partial<LoginTransaction> = {}): LoginTransaction => ({
  state,
  nonce: 'nonce',
  issuer,
  clientId: 'timesheets-spa',
  redirectUri,
  flow: 'id_token token',
  scope: 'openid',
  returnTo: '/',
  createdAt: start.getTime(),
  silent: false,
  ...changes,
})

const expectationWith = (changes: Partial<ResponseExpectation> = {}): ResponseExpectation => ({
  issuer,
  issuerIsPromised: false,
  transaction: transactionWith(),
  flow: flowById('id_token token'),
  now: start,
  ...changes,
})

/** The ids of all rows that refuse a response, not only of the first. */
async function judge(
  source: ResponseSource,
  changes: Partial<ResponseExpectation> = {},
): Promise<readonly string[]> {
  const expectation = expectationWith(changes)
  const response = parseAuthorizationResponse(source, redirectUri)
  const refused: string[] = []
  for (const check of [...responseChecks, ...successChecksFor(expectation.flow)]) {
    const { passed } = await check.test(response, expectation)
    if (!passed) refused.push(check.id)
  }
  return refused
}

const tokens = 'id_token=a.b.c&access_token=x&token_type=Bearer'
const good = `${tokens}&state=${state}`
const inFragment = (text: string): ResponseSource => ({ url: `${redirectUri}#${text}` })
const inQuery = (text: string): ResponseSource => ({ url: `${redirectUri}?${text}` })
const code = flowById('code')
const codeTransaction = transactionWith({ flow: 'code' })

type Case = readonly [
  title: string,
  source: ResponseSource,
  expectation?: Partial<ResponseExpectation>,
]

const refused: Readonly<Record<string, readonly Case[]>> = {
  'authorization-response.duplicates': [
    ...['id_token', 'access_token', 'token_type', 'state'].map((name): Case => [
      `has ${name} twice`,
      inFragment(`${good}&${name}=${new URLSearchParams(good).get(name) ?? ''}`),
    ]),
    ['has an unknown parameter twice', inFragment(`${good}&x=1&x=1`)],
    ['has a parameter twice, once encoded', inFragment(`${good}&%73tate=${state}`)],
    [
      'has a posted parameter twice',
      { parameters: [...new URLSearchParams(good), ['state', state]] },
      { transaction: transactionWith({ responseMode: 'form_post' }) },
    ],
  ],
  'authorization-response.channel': [
    ['comes in the query instead of the fragment', inQuery(good)],
    [
      'comes in the fragment instead of the query',
      inFragment(`code=x&state=${state}`),
      { flow: code, transaction: codeTransaction },
    ],
    ['comes in both', { url: `${redirectUri}?${good}#${good}` }],
    ['is spread over both', { url: `${redirectUri}?state=${state}#${tokens}` }],
    ['hides an error in the other channel', { url: `${redirectUri}?error=x#${good}` }],
    [
      'comes in the query although the fragment was asked for',
      inQuery(`code=x&state=${state}`),
      { flow: code, transaction: transactionWith({ flow: 'code', responseMode: 'fragment' }) },
    ],
    ['is posted although nobody asked for that', { parameters: new URLSearchParams(good) }],
    [
      'comes in the fragment although a form was asked for',
      inFragment(good),
      { transaction: transactionWith({ responseMode: 'form_post' }) },
    ],
  ],
  'authorization-response.iss': [
    ['names another issuer', inFragment(`${good}&iss=https://evil.example.com/`)],
    ['names the issuer without its slash', inFragment(`${good}&iss=${issuer.slice(0, -1)}`)],
    ['names nobody', inFragment(`${good}&iss=`)],
    [
      'lacks a promised issuer',
      inQuery(`code=x&state=${state}`),
      { issuerIsPromised: true, flow: code, transaction: codeTransaction },
    ],
  ],
  'authorization-response.state': [
    ['has no state', inFragment(tokens)],
    ['has the state of nothing we know', inFragment(good), { transaction: undefined }],
    [
      'comes eleven minutes later',
      inFragment(good),
      { now: new Date(start.getTime() + 11 * 60_000) },
    ],
    [
      'answers a request to another issuer',
      inFragment(good),
      { transaction: transactionWith({ issuer: 'https://other.example.com/' }) },
    ],
  ],
  'authorization-response.members': [
    ['lacks the ID Token', inFragment(`access_token=x&token_type=Bearer&state=${state}`)],
    ['lacks the Access Token', inFragment(`id_token=a.b.c&token_type=Bearer&state=${state}`)],
    ['has an empty ID Token', inFragment(good.replace('a.b.c', ''))],
    ['has an empty Access Token', inFragment(good.replace('=x', '='))],
    ['has a code that nobody asked for', inFragment(`${good}&code=x`)],
    ['has an empty code that nobody asked for', inFragment(`${good}&code=`)],
    ['has a refresh token', inFragment(`${good}&refresh_token=x`)],
    [
      'has an ID Token beside a code alone',
      inQuery(`code=x&id_token=a.b.c&state=${state}`),
      { flow: code, transaction: codeTransaction },
    ],
    ['has an ID Token beside a token alone', inFragment(good), { flow: flowById('token') }],
  ],
  'authorization-response.token_type': [
    ['has no token type', inFragment(good.replace('&token_type=Bearer', ''))],
    ['has an empty token type', inFragment(good.replace('Bearer', ''))],
    ...['DPoP', 'mac', 'Bearer%20', 'Bear', 'BearerX'].map((type): Case => [
      `has the token type ${type}`,
      inFragment(good.replace('Bearer', type)),
    ]),
  ],
}

const accepted: readonly Case[] = [
  ['as it should be', inFragment(good)],
  ['in another order', inFragment(good.split('&').reverse().join('&'))],
  ['with unknown members', inFragment(`${good}&session_state=x&authuser=0&__proto__=1`)],
  ['with a token type in lower case', inFragment(good.replace('Bearer', 'bearer'))],
  ['with a token type in upper case', inFragment(good.replace('Bearer', 'BEARER'))],
  ['with the issuer, promised', inFragment(`${good}&iss=${issuer}`), { issuerIsPromised: true }],
  ['with the issuer in the ID Token alone', inFragment(good), { issuerIsPromised: true }],
  ['with the issuer, not promised', inFragment(`${good}&iss=${encodeURIComponent(issuer)}`)],
  ['with a query that is no response', { url: `${redirectUri}?utm=1&utm=2#${good}` }],
  ['in the tenth minute', inFragment(good), { now: new Date(start.getTime() + 600_000) }],
  [
    'posted to a page that asked for that',
    { parameters: new URLSearchParams(good) },
    { transaction: transactionWith({ responseMode: 'form_post' }) },
  ],
  [
    'in a message to a page that asked for one',
    { parameters: new URLSearchParams(good) },
    { transaction: transactionWith({ responseMode: 'web_message' }) },
  ],
  [
    'in the query where the flow says so',
    inQuery(`code=x&state=${state}`),
    { flow: code, transaction: codeTransaction },
  ],
  [
    'in the fragment where the request said so',
    inFragment(`code=x&state=${state}`),
    { flow: code, transaction: transactionWith({ flow: 'code', responseMode: 'fragment' }) },
  ],
  [
    'in the fragment of a page that asked for a message',
    inFragment(good),
    { transaction: transactionWith({ responseMode: 'web_message' }) },
  ],
]

for (const [id, cases] of Object.entries(refused)) {
  describe(`${id} refuses a response that`, () => {
    for (const [title, source, expectation] of cases) {
      it(title, async () => {
        expect(await judge(source, expectation)).toEqual([id])
      })
    }
  })
}

describe('a response is accepted', () => {
  for (const [title, source, expectation] of accepted) {
    it(title, async () => {
      expect(await judge(source, expectation)).toEqual([])
    })
  }
})

describe('authorization-response.size', () => {
  const padded = (length: number): ResponseSource => {
    const { url } = inFragment(`${good}&x=`) as { url: string }
    return { url: url.padEnd(length, 'x') }
  }

  it('accepts 16 384 characters', async () => {
    expect(await judge(padded(16_384))).toEqual([])
  })

  it.each([16_385, 2_000_000])('refuses %i, and reads none of them', async (length) => {
    const [first] = await judge(padded(length))
    expect(first).toBe('authorization-response.size')
    expect(parseAuthorizationResponse(padded(length), redirectUri).parameters.size).toBe(0)
  })

  it('counts posted pairs too', async () => {
    const [first] = await judge({ parameters: [['state', 'x'.repeat(16_384)]] })
    expect(first).toBe('authorization-response.size')
  })
})

describe('authorization-response.channel', () => {
  const refusals = async (source: ResponseSource): Promise<boolean> =>
    (await judge(source)).includes('authorization-response.channel')

  it('accepts a bare error in either channel', async () => {
    expect(await refusals(inQuery(`error=access_denied&state=${state}`))).toBe(false)
    expect(await refusals(inFragment(`error=access_denied&state=${state}`))).toBe(false)
  })

  it('refuses an error in the wrong channel that has a token with it', async () => {
    expect(await refusals(inQuery(`error=access_denied&${good}`))).toBe(true)
  })

  it.each([redirectUri, `${redirectUri}#`, `${redirectUri}?`, `${redirectUri}?x=1#y=2`])(
    'refuses %s, which is no response',
    async (url) => {
      expect(await refusals({ url })).toBe(true)
    },
  )
})

describe('authorization-response.members', () => {
  const issued = (flow: Flow): string =>
    [issuesCode(flow), issuesIdToken(flow), issuesAccessToken(flow)].join()

  it('accepts of each flow what its row promises, and nothing else', async () => {
    const values = { code: 'x', id_token: 'a.b.c', access_token: 'x' }
    for (const flow of flows) {
      for (const offered of flows) {
        const names = offered.responseType.replace(/\btoken$/, 'access_token').split(' ')
        const pairs = Object.entries(values).filter(([name]) => names.includes(name))
        const response = new URLSearchParams([...pairs, ['token_type', 'Bearer'], ['state', state]])
        const mark = flow.responseMode === 'query' ? '?' : '#'
        const transaction = transactionWith({ flow: flow.id })
        const source = { url: `${redirectUri}${mark}${response.toString()}` }
        const isPromised = issued(offered) === issued(flow)
        const refusals = await judge(source, { flow, transaction })
        expect(refusals.includes('authorization-response.members')).toBe(!isPromised)
      }
    }
  })
})
