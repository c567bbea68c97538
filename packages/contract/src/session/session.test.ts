import { describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { backEndProblems } from './problems.ts'
import { codeHandOff, sessionView } from './session.ts'

const good = {
  code: 'Zx-123',
  codeVerifier: 'v'.repeat(43),
  nonce: 'n'.repeat(43),
  state: 's'.repeat(43),
  redirectUri: 'https://app.example.com/callback',
  issuer: 'https://idp.example.com/',
  flow: 'code id_token',
  idTokenSubject: 'auth0|employee',
}

const accepts = (changes: Readonly<Record<string, unknown>>): boolean =>
  z.safeParse(codeHandOff, JSON.parse(JSON.stringify({ ...good, ...changes }))).success

describe('codeHandOff', () => {
  it('takes what a login leaves, with or without a first ID Token', () => {
    expect(accepts({})).toBe(true)
    expect(accepts({ idTokenSubject: undefined })).toBe(true)
  })

  it.each([
    ['a token', { idToken: 'a.b.c' }],
    ['an Access Token', { accessToken: 'x' }],
    ['no code', { code: undefined }],
    ['an empty code', { code: '' }],
    ['a code verifier of 42 characters', { codeVerifier: 'v'.repeat(42) }],
    ['a code verifier of 129 characters', { codeVerifier: 'v'.repeat(129) }],
    ['no code verifier', { codeVerifier: undefined }],
    ['no nonce', { nonce: undefined }],
    ['an object for a state', { state: {} }],
    ['a subject of 256 characters', { idTokenSubject: 's'.repeat(256) }],
  ])('refuses %s', (_, changes) => {
    expect(accepts(changes)).toBe(false)
  })
})

describe('sessionView', () => {
  it('tells claims that it does not know, but never a user without issuer and subject', () => {
    const view = {
      authenticated: true,
      user: { iss: 'https://idp.example.com/', sub: 'auth0|employee', name: 'Erin' },
      scopes: ['openid'],
      expiresAt: '2026-11-20T12:00:00.000Z',
    }
    expect(z.parse(sessionView, view)).toEqual(view)
    expect(z.safeParse(sessionView, { ...view, user: { name: 'Erin' } }).success).toBe(false)
    expect(z.parse(sessionView, { authenticated: false })).toEqual({ authenticated: false })
  })
})

describe('backEndProblems', () => {
  it.each(Object.entries(backEndProblems))('describes %s', (_, { status, title, when }) => {
    expect(status).toBeGreaterThanOrEqual(400)
    expect(status).toBeLessThan(600)
    expect(title).not.toBe('')
    expect(when).toMatch(/\.$/)
  })
})
