import { ProtocolError } from '@frontchannel/conformance'
import { describe, expect, it } from 'vitest'
import { claimText } from './claim-text.ts'
import { errorWords } from './error-words.ts'
import { obstacleOf, problemOf } from './problem-of.ts'
import { refusalWords } from './refusal-words.ts'

describe('refusalWords', () => {
  it('has its own sentence for a check it knows', () => {
    expect(refusalWords('id-token.nonce')).toMatch(/replayed/)
    expect(refusalWords('id-token.at_hash')).toMatch(/Access Token does not belong/)
  })

  it('falls back to the artefact, then to a sentence for everything', () => {
    expect(refusalWords('id-token.brand_new')).toMatch(/ID Token/)
    expect(refusalWords('constructor')).toBe('Something in this login failed a check.')
  })
})

describe('errorWords', () => {
  it('tells the codes apart', () => {
    const sentences = ['access_denied', 'login_required', 'consent_required', 'server_error'].map(
      (code) => errorWords(code).sentence,
    )
    expect(new Set(sentences).size).toBe(4)
  })

  it.each(['made_up', 'constructor', '__proto__', ''])('has a sentence for %s', (code) => {
    expect(errorWords(code).sentence).toMatch(/does not know/)
  })
})

describe('problemOf', () => {
  it('keeps the code and the words of the provider', () => {
    const error = Object.assign(new Error(), {
      name: 'AuthorizationError',
      error: 'access_denied',
      description: '<b>no</b>',
    })
    expect(problemOf(error)).toEqual({
      kind: 'not-completed',
      error: 'access_denied',
      description: '<b>no</b>',
    })
  })

  it('says nothing of an error that nobody foresaw', () => {
    expect(problemOf(new Error('Bearer eyJ'))).toEqual({
      kind: 'not-completed',
      error: 'app:unexpected',
    })
  })
})

describe('obstacleOf', () => {
  it.each([
    'login_required',
    'consent_required',
    'interaction_required',
    'account_selection_required',
  ])('has words for %s', (error) => {
    const code = obstacleOf(Object.assign(new Error(), { name: 'AuthorizationError', error }))
    expect(errorWords(code ?? '').sentence).not.toMatch(/does not know/)
  })

  it.each(['access_denied', 'server_error', 'constructor'])('is none for %s', (error) => {
    const cause = Object.assign(new Error(), { name: 'AuthorizationError', error })
    expect(obstacleOf(cause)).toBeUndefined()
  })

  it('is none where the answer was refused', () => {
    const refusal = { check: 'id-token.nonce', requirements: [], expected: 'a', actual: 'b' }
    expect(obstacleOf(new ProtocolError(refusal))).toBeUndefined()
  })
})

describe('claimText', () => {
  it.each([
    [{ name: 'Erin' }, 'Erin'],
    [{ name: '' }, undefined],
    [{ name: 7 }, undefined],
    [{ name: ['Erin'] }, undefined],
    [{}, undefined],
    [undefined, undefined],
    [{ name: 'x'.repeat(100_000) }, 'x'.repeat(200)],
  ])('of %o is a text that can be shown', (claims, text) => {
    expect(claimText(claims, 'name')).toBe(text)
  })

  it('reads no inherited member', () => {
    expect(claimText({}, 'constructor')).toBeUndefined()
  })
})
