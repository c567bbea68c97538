// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest'
import { handOver, pendingHandOver, takeHandOver } from './hand-over.ts'
import type { LoginOutcome } from './outcome.ts'

const outcome: LoginOutcome = {
  returnTo: '/timesheets?week=2#now',
  login: {
    flow: 'id_token token',
    issuer: 'https://id.example/',
    returnTo: '/timesheets?week=2#now',
    silent: false,
  },
}
const at = (seconds: number): Date => new Date(1_800_000_000_000 + seconds * 1_000)
const there = { pathname: '/timesheets', search: '?week=2', hash: '#now' }

describe('takeHandOver', () => {
  beforeEach(() => {
    sessionStorage.clear()
    handOver(sessionStorage, outcome, outcome.returnTo, at(0))
  })

  it('gives what was left, once', () => {
    expect(takeHandOver(sessionStorage, there, at(1))).toEqual(outcome)
    expect(takeHandOver(sessionStorage, there, at(1))).toBeUndefined()
  })

  it.each([
    ['late', there, at(16)],
    ['from the future', there, at(-1)],
    ['at another page', { ...there, pathname: '/profile' }, at(1)],
    ['with another query', { ...there, search: '' }, at(1)],
  ])('gives nothing %s, and removes it all the same', (_, here, now) => {
    expect(takeHandOver(sessionStorage, here, now)).toBeUndefined()
    expect(sessionStorage.length).toBe(0)
  })

  it('survives a missing storage', () => {
    expect(takeHandOver(undefined, there, at(1))).toBeUndefined()
  })

  it('survives an entry that something else wrote', () => {
    sessionStorage.setItem('frontchannel.hand-over', '{"outcome"')
    expect(takeHandOver(sessionStorage, there, at(1))).toBeUndefined()
    expect(sessionStorage.length).toBe(0)
  })
})

describe('pendingHandOver', () => {
  it('tells where one waits', () => {
    sessionStorage.clear()
    expect(pendingHandOver(sessionStorage)).toBeUndefined()
    handOver(sessionStorage, outcome, '/timesheets', at(0))
    expect(pendingHandOver(sessionStorage)).toBe('/timesheets')
  })
})
