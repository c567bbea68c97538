// @vitest-environment happy-dom
import type { Login } from '@frontchannel/relying-party'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { openTokenStorage } from './token-storage.ts'

const login: Login = { flow: 'token', issuer: 'https://id.example/', returnTo: '/', silent: false }

describe('openTokenStorage', () => {
  beforeEach(() => {
    sessionStorage.clear()
    localStorage.clear()
  })

  it('keeps nothing anywhere for memory', () => {
    const storage = openTokenStorage('memory')
    storage.save(login)
    expect([storage.load(), sessionStorage.length, localStorage.length]).toEqual([undefined, 0, 0])
  })

  it.each(['session', 'local'] as const)('keeps a session for %s until it is cleared', (kind) => {
    openTokenStorage(kind).save(login)
    expect(openTokenStorage(kind).load()).toEqual(login)
    openTokenStorage(kind).clear()
    expect(openTokenStorage(kind).load()).toBeUndefined()
  })

  it('drops what a laxer configuration left behind', () => {
    openTokenStorage('local').save(login)
    openTokenStorage('memory')
    expect(localStorage.length).toBe(0)
  })

  it('survives a full storage and an entry of somebody else (R33)', () => {
    const storage = openTokenStorage('local')
    vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError')
    })
    storage.save(login)
    vi.restoreAllMocks()
    localStorage.setItem('frontchannel.session', '{')
    expect(storage.load()).toBeUndefined()
  })
})
