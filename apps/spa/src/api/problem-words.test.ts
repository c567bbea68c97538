import { ApiProblem, NetworkProblem } from '@frontchannel/contract/client'
import { describe, expect, it } from 'vitest'
import { NoAccessToken } from './no-access-token.ts'
import { problemWords, tokenHint } from './problem-words.ts'

describe('problemWords', () => {
  it('shows the challenge of a 401 and offers a login', () => {
    const challenge = { scheme: 'Bearer', error: 'invalid_token' }
    const words = problemWords(
      new ApiProblem('GET /x', { status: 401, code: 'invalid_token', challenge }),
    )
    expect(words).toMatchObject({ remedy: 'log-in', challenge, code: 'invalid_token' })
  })

  it('offers no login where one would not help', () => {
    const missing = new ApiProblem('GET /x', { status: 403, code: 'insufficient_scope' })
    expect(problemWords(missing).remedy).toBe('none')
    const down = new ApiProblem('GET /x', { status: 503, code: 'keys_unavailable' })
    expect(problemWords(down)).toMatchObject({ remedy: 'retry', text: /Your login is fine/ })
  })

  it.each(['unreachable', 'timeout', 'not-the-api', 'outside-the-contract'] as const)(
    'blames nobody for %s, and signs nobody out (R39, R41, R43)',
    (reason) => {
      expect(problemWords(new NetworkProblem('GET /x', reason, 'why')).remedy).toBe('retry')
    },
  )

  it('names the two ways in which the API can be out of reach: offline, and CORS (R41)', () => {
    const { text } = problemWords(new NetworkProblem('GET /x', 'unreachable', 'why'))
    expect(text).toMatch(/offline.*CORS.*still logged in/)
  })

  it('quotes what is wrong with the input', () => {
    const body = {
      type: 'about:blank',
      title: 'Input is not valid',
      status: 400,
      code: 'validation_failed',
      errors: [{ path: 'body.minutes', message: 'must be at least 1 minute' }],
    }
    const problem = new ApiProblem('POST /x', { status: 400, code: 'validation_failed', body })
    expect(problemWords(problem).text).toBe('body.minutes must be at least 1 minute')
  })

  it('knows a session without a token, and what nobody foresaw', () => {
    expect(problemWords(new NoAccessToken('none')).remedy).toBe('none')
    expect(problemWords(new Error('x')).remedy).toBe('retry')
  })
})

describe('tokenHint', () => {
  it('says why a fresh token may not do: no audience, or an opaque token (pain 17)', () => {
    expect(tokenHint('', true)).toMatch(/no audience/)
    expect(tokenHint('https://api.example', true)).toMatch(/opaque/)
    expect(tokenHint('https://api.example', false)).toBeUndefined()
  })
})
