// @vitest-environment happy-dom
import { ProtocolError } from '@frontchannel/conformance'
import type { Login } from '@frontchannel/relying-party'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createApp } from 'vue'
import type { LoginClient } from './login-client.ts'
import { sessionParts, type SessionParts } from './session-parts.ts'
import { useSessionStore } from './session.store.ts'

const hour = 3_600_000
const answered = (error: string) =>
  Object.assign(new Error(error), { name: 'AuthorizationError', error })

const loginOf = (sub: string, token = 'token-1', lifetime = 2 * hour): Login => ({
  flow: 'id_token token',
  issuer: 'https://id.example/',
  returnTo: '/timesheets',
  silent: false,
  sub,
  idToken: 'id-token',
  claims: { iss: 'https://id.example/', sub, aud: 'spa', exp: 2_000_000_000, iat: 1, name: 'Erin' },
  accessToken: {
    value: token,
    type: 'Bearer',
    expiresAt: Date.now() + lifetime,
    scopes: ['read:timesheets'],
  },
})

describe('useSessionStore', () => {
  let elsewhere: () => void
  const client = {
    usesBackEnd: false,
    begin: vi.fn<LoginClient['begin']>(),
    renewSilently: vi.fn<LoginClient['renewSilently']>(),
    endSession: vi.fn<LoginClient['endSession']>(),
    userInfo: vi.fn<LoginClient['userInfo']>(),
  }
  const parts = {
    client,
    storage: { load: vi.fn<() => Login | undefined>(), save: vi.fn(), clear: vi.fn() },
    hint: {
      isSet: vi.fn(() => false),
      worksSilently: vi.fn(() => false),
      set: vi.fn(),
      clear: vi.fn(),
    },
    channel: {
      announce: vi.fn(),
      onLogout: (listener: () => void) => (elsewhere = listener),
      announcedSince: vi.fn<(time: number) => boolean>(() => false),
    },
    inTurn: (work) => work(),
    redirects: { allow: vi.fn(() => true) },
    isUserActive: vi.fn(() => false),
    navigate: vi.fn(),
    forget: vi.fn(),
  } satisfies SessionParts
  const refusedBy = (check: string) =>
    new ProtocolError({ check, requirements: [], expected: 'erin', actual: 'mallory' })

  const open = () => {
    const pinia = createPinia()
    createApp({}).provide(sessionParts, parts).use(pinia)
    setActivePinia(pinia)
    return useSessionStore()
  }
  const loggedIn = async (login = loginOf('erin')) => {
    const session = open()
    await session.restore({ login, returnTo: '/timesheets' })
    return session
  }

  beforeEach(() => {
    vi.useFakeTimers({ now: 1_800_000_000_000 })
    client.begin.mockResolvedValue('https://id.example/authorize')
    client.endSession.mockResolvedValue('https://id.example/logout')
  })
  afterEach(() => {
    vi.useRealTimers()
    vi.resetAllMocks()
    client.usesBackEnd = false
    history.replaceState(null, '', '/')
  })

  describe('restore', () => {
    it('opens no frame for somebody who was never here', async () => {
      const session = open()
      await session.restore()
      expect(client.renewSilently).not.toHaveBeenCalled()
      expect(session).toMatchObject({ ready: true, hasSession: false, isAuthenticated: false })
    })

    it('asks the provider once where the hint says that there may be a session (pain 2)', async () => {
      parts.hint.isSet.mockReturnValue(true)
      client.renewSilently.mockResolvedValue(loginOf('erin'))
      const session = open()
      await Promise.all([session.restore(), session.restore()])
      expect(client.renewSilently).toHaveBeenCalledOnce()
      expect(session).toMatchObject({ ready: true, isAuthenticated: true, user: { name: 'Erin' } })
    })

    it('forgets the hint when the provider knows nobody', async () => {
      parts.hint.isSet.mockReturnValue(true)
      client.renewSilently.mockRejectedValue(answered('login_required'))
      const session = open()
      await session.restore()
      expect(parts.hint.clear).toHaveBeenCalled()
      expect(session).toMatchObject({ ready: true, hasSession: false, error: undefined })
      expect(session.obstacle).toBe('app:not-recognized')
    })

    it('blames no cookies where frames have worked', async () => {
      parts.hint.isSet.mockReturnValue(true)
      parts.hint.worksSilently.mockReturnValue(true)
      parts.hint.clear.mockImplementation(() => parts.hint.isSet.mockReturnValue(false))
      client.renewSilently.mockRejectedValue(answered('login_required'))
      const session = open()
      await session.restore()
      expect(session).toMatchObject({ hasSession: false, error: undefined, obstacle: undefined })
    })

    it.each([
      [answered('consent_required'), 'consent_required'],
      [answered('interaction_required'), 'interaction_required'],
      [Object.assign(new Error(), { name: 'FramingRefused' }), 'app:framing-refused'],
      [Object.assign(new Error(), { name: 'FrameTimeout' }), 'app:silent-timeout'],
    ])('tells obstacles apart: %s is %s (R07, pain 15)', async (cause, code) => {
      parts.hint.isSet.mockReturnValue(true)
      client.renewSilently.mockRejectedValue(cause)
      const session = open()
      await session.restore()
      expect(session).toMatchObject({ hasSession: false, error: undefined, obstacle: code })
    })

    it('keeps the hint and says why when the provider is down (pain 30)', async () => {
      parts.hint.isSet.mockReturnValue(true)
      client.renewSilently.mockRejectedValue(Object.assign(new Error(), { name: 'ProviderError' }))
      const session = open()
      await session.restore()
      expect(parts.hint.clear).not.toHaveBeenCalled()
      expect(session.error).toEqual({ kind: 'not-completed', error: 'app:provider-unavailable' })
    })

    it('takes a stored session that is still good, and no other', async () => {
      parts.storage.load.mockReturnValue(loginOf('erin'))
      const session = open()
      await session.restore()
      expect(session.hasSession).toBe(true)
      parts.storage.load.mockReturnValue(loginOf('erin', 'old', -1))
      const later = open()
      await later.restore()
      expect(later.hasSession).toBe(false)
    })

    it('keeps nothing of a refused login and asks nobody behind its back', async () => {
      parts.hint.isSet.mockReturnValue(true)
      const refusal = { check: 'id-token.nonce', requirements: [], expected: 'a', actual: 'b' }
      const session = open()
      await session.restore({ problem: { kind: 'refused', refusal }, returnTo: '/profile' })
      expect(client.renewSilently).not.toHaveBeenCalled()
      expect(parts.storage.save).not.toHaveBeenCalled()
      expect(session).toMatchObject({ hasSession: false, error: { refusal }, returnTo: '/profile' })
    })
  })

  it('keeps tokens out of what it returns', async () => {
    const session = await loggedIn()
    expect(JSON.stringify(session.$state)).not.toMatch(/token-1|id-token/)
  })

  it('names nobody from an Access Token alone', async () => {
    const { accessToken, issuer, returnTo, silent } = loginOf('erin')
    const bare = accessToken && { flow: 'token' as const, issuer, returnTo, silent, accessToken }
    const session = await loggedIn(bare)
    expect(session).toMatchObject({ hasSession: true, isAuthenticated: false, user: undefined })
    expect(session.scopes).toEqual(new Set(['read:timesheets']))
  })

  describe('login', () => {
    it('begins one login for a double click (pain 7)', async () => {
      const session = open()
      await Promise.all([session.login('/profile'), session.login('/profile')])
      expect(client.begin).toHaveBeenCalledOnce()
      expect(parts.navigate).toHaveBeenCalledExactlyOnceWith('https://id.example/authorize')
    })

    it('returns to no other site', async () => {
      await open().login('//evil.test')
      expect(client.begin).toHaveBeenCalledWith('/timesheets')
    })

    it('says what went wrong and may be tried again', async () => {
      client.begin.mockRejectedValueOnce(
        Object.assign(new Error(), { name: 'TransactionStorageError' }),
      )
      const session = open()
      await session.login()
      expect(session).toMatchObject({ busy: false, error: { error: 'app:storage' } })
      await session.login()
      expect(parts.navigate).toHaveBeenCalledOnce()
    })

    it('is possible again when the browser brings the page back from its cache', async () => {
      const session = open()
      await session.login()
      expect(session.busy).toBe(true)
      window.dispatchEvent(Object.assign(new Event('pageshow'), { persisted: true }))
      expect(session.busy).toBe(false)
    })
  })

  describe('getAccessToken', () => {
    it('gives the token while it is good', async () => {
      const session = await loggedIn()
      expect(await session.getAccessToken()).toBe('token-1')
      expect(client.renewSilently).not.toHaveBeenCalled()
    })

    it('renews once for all who ask at the same time (R22, pain 11)', async () => {
      const session = await loggedIn(loginOf('erin', 'token-1', 5_000))
      client.renewSilently.mockResolvedValue(loginOf('erin', 'token-2'))
      const tokens = await Promise.all([session.getAccessToken(), session.getAccessToken()])
      expect(tokens).toEqual(['token-2', 'token-2'])
      expect(client.renewSilently).toHaveBeenCalledOnce()
    })

    it('takes what another tab has renewed in a storage that both use', async () => {
      const session = await loggedIn(loginOf('erin', 'token-1', 5_000))
      parts.storage.load.mockReturnValue(loginOf('erin', 'token-2'))
      expect(await session.getAccessToken()).toBe('token-2')
      expect(client.renewSilently).not.toHaveBeenCalled()
    })

    it('ends the session when the provider does not know it any more', async () => {
      const session = await loggedIn(loginOf('erin', 'token-1', 5_000))
      parts.hint.worksSilently.mockReturnValue(true)
      client.renewSilently.mockRejectedValue(answered('login_required'))
      expect(await session.getAccessToken()).toBeUndefined()
      expect(session).toMatchObject({ hasSession: false, ended: 'expired', obstacle: undefined })
      expect(parts.storage.clear).toHaveBeenCalled()
    })

    it('ends the session when somebody else sits at the provider', async () => {
      const session = await loggedIn(loginOf('erin', 'token-1', 5_000))
      client.renewSilently.mockResolvedValue(loginOf('mia', 'token-2'))
      expect(await session.getAccessToken()).toBeUndefined()
      expect(session).toMatchObject({ hasSession: false, ended: 'account-changed' })
    })

    it('goes on with a token that is still good when the provider is down', async () => {
      const session = await loggedIn(loginOf('erin', 'token-1', 5_000))
      client.renewSilently.mockRejectedValue(new Error('down'))
      expect(await session.getAccessToken()).toBe('token-1')
      expect(session.hasSession).toBe(true)
    })

    it('is renewed later where the provider was down', async () => {
      const session = await loggedIn(loginOf('erin', 'token-1', 2 * hour))
      client.renewSilently.mockRejectedValueOnce(
        Object.assign(new Error('down'), { name: 'ProviderError' }),
      )
      client.renewSilently.mockResolvedValue(loginOf('erin', 'token-2', 4 * hour))
      await vi.advanceTimersByTimeAsync(2 * hour)
      expect(client.renewSilently).toHaveBeenCalledTimes(2)
      expect(await session.getAccessToken()).toBe('token-2')
    })

    it('does not bring back a session that ended while it was renewed', async () => {
      const session = await loggedIn(loginOf('erin', 'token-1', 5_000))
      client.renewSilently.mockImplementation(() => {
        elsewhere()
        return Promise.resolve(loginOf('erin', 'token-2'))
      })
      expect(await session.getAccessToken()).toBeUndefined()
      expect(session).toMatchObject({ hasSession: false, ended: 'elsewhere' })
    })

    it('keeps a front-channel token from the API where a code came with it', async () => {
      const handOver = { code: 'c', codeVerifier: 'v', nonce: 'n' }
      const session = await loggedIn({ ...loginOf('erin'), handOver })
      expect(await session.getAccessToken()).toBeUndefined()
    })

    it('is renewed before the token expires', async () => {
      const session = await loggedIn()
      client.renewSilently.mockResolvedValue(loginOf('erin', 'token-2', 4 * hour))
      await vi.advanceTimersByTimeAsync(2 * hour - 59_000)
      expect(await session.getAccessToken()).toBe('token-2')
      expect(client.renewSilently).toHaveBeenCalledOnce()
    })
  })

  describe('where nothing can be renewed in the background', () => {
    const blocked = async () => {
      const session = await loggedIn(loginOf('erin', 'token-1', 5_000))
      client.renewSilently.mockRejectedValue(answered('login_required'))
      expect(await session.getAccessToken()).toBe('token-1')
      expect(session).toMatchObject({ hasSession: true, obstacle: 'app:not-recognized' })
      vi.setSystemTime(Date.now() + 6_000)
      return session
    }

    it('goes on while the token is good, then to the provider with what the user does (pain 1)', async () => {
      const session = await blocked()
      history.replaceState(null, '', '/timesheets?week=2#entry')
      parts.isUserActive.mockReturnValue(true)
      parts.redirects.allow.mockReturnValue(true)
      const token = session.getAccessToken()
      await vi.advanceTimersByTimeAsync(0)
      expect(client.renewSilently).toHaveBeenCalledOnce()
      expect(client.begin).toHaveBeenCalledExactlyOnceWith('/timesheets?week=2#entry')
      expect(parts.navigate).toHaveBeenCalledExactlyOnceWith('https://id.example/authorize')
      window.dispatchEvent(Object.assign(new Event('pageshow'), { persisted: true }))
      expect(await token).toBeUndefined()
      expect(session).toMatchObject({ hasSession: false, ended: 'expired', busy: false })
    })

    it('is tried once after nine hours of sleep, and ends what is over (R17, pain 10)', async () => {
      const session = await loggedIn()
      parts.hint.worksSilently.mockReturnValue(true)
      client.renewSilently.mockRejectedValue(answered('login_required'))
      vi.setSystemTime(Date.now() + 9 * hour) // no timer fires in a machine that sleeps
      const tokens = await Promise.all([session.getAccessToken(), session.getAccessToken()])
      expect(tokens).toEqual([undefined, undefined])
      expect(client.renewSilently).toHaveBeenCalledOnce()
      expect(session).toMatchObject({ hasSession: false, ended: 'expired' })
    })

    it('goes nowhere while nobody does anything', async () => {
      const session = await blocked()
      expect(await session.getAccessToken()).toBeUndefined()
      expect(client.begin).not.toHaveBeenCalled()
      expect(session).toMatchObject({ ended: 'expired', obstacle: 'app:not-recognized' })
    })

    it('leaves it to the login button when it has just been there (R07, pain 3)', async () => {
      const session = await blocked()
      parts.isUserActive.mockReturnValue(true)
      parts.redirects.allow.mockReturnValue(false)
      expect(await session.getAccessToken()).toBeUndefined()
      expect(client.begin).not.toHaveBeenCalled()
      await session.login()
      expect(client.begin).toHaveBeenCalledOnce()
    })

    it('forgets the obstacle once a frame works again', async () => {
      const session = await blocked()
      client.renewSilently.mockResolvedValue({ ...loginOf('erin', 'token-2'), silent: true })
      expect(await session.getAccessToken()).toBe('token-2')
      expect(session.obstacle).toBeUndefined()
      expect(parts.hint.set).toHaveBeenLastCalledWith(true)
    })
  })

  describe('logout', () => {
    it('forgets everything here before it goes to the provider', async () => {
      const session = await loggedIn()
      const leaving = session.logout()
      expect(session).toMatchObject({ hasSession: false, leaving: true })
      expect(parts.storage.clear).toHaveBeenCalled()
      expect(parts.hint.clear).toHaveBeenCalled()
      expect(parts.forget).toHaveBeenCalled()
      expect(parts.channel.announce).toHaveBeenCalled()
      await leaving
      expect(client.endSession).toHaveBeenCalledWith('id-token')
      expect(parts.navigate).toHaveBeenCalledWith('https://id.example/logout')
    })

    it('says what stays open when the provider cannot be told', async () => {
      client.endSession.mockRejectedValue(new Error('down'))
      const session = await loggedIn()
      await session.logout()
      expect(session).toMatchObject({
        hasSession: false,
        leaving: false,
        ended: 'provider-kept',
      })
      expect(parts.navigate).not.toHaveBeenCalled()
    })

    it('is not claimed while the back-end keeps the session, and can be tried again', async () => {
      client.usesBackEnd = true
      const session = await loggedIn()
      client.endSession.mockRejectedValueOnce(new Error('503'))
      await session.logout()
      expect(session).toMatchObject({ hasSession: true, logoutFailed: true, leaving: false })
      expect(parts.channel.announce).not.toHaveBeenCalled()

      await session.logout()
      expect(session).toMatchObject({ hasSession: false, logoutFailed: false, ended: 'logged-out' })
      expect(parts.channel.announce).toHaveBeenCalledOnce()
      expect(parts.navigate).toHaveBeenCalledWith('https://id.example/logout')
    })

    it('in another tab ends the session here', async () => {
      const session = await loggedIn()
      elsewhere()
      expect(session).toMatchObject({ hasSession: false, ended: 'elsewhere' })
      expect(client.endSession).not.toHaveBeenCalled()
    })

    it.each([
      ['is brought back from the cache', window, 'pageshow'],
      ['wakes up', document, 'visibilitychange'],
    ] as const)(
      'in another tab is noticed by a page that %s (R29, pain 13)',
      async (_, target, event) => {
        const loggedInAt = Date.now()
        const session = await loggedIn()
        target.dispatchEvent(new Event(event))
        expect(session.hasSession).toBe(true)
        parts.channel.announcedSince.mockImplementation((time) => time === loggedInAt)
        target.dispatchEvent(new Event(event))
        expect(session).toMatchObject({ hasSession: false, ended: 'elsewhere' })
      },
    )
  })

  describe('fetchUserInfo', () => {
    it('ends the session when the profile is of somebody else (OIDF userinfo-invalid-sub)', async () => {
      const session = await loggedIn()
      client.userInfo.mockRejectedValue(refusedBy('userinfo.sub'))
      await expect(session.fetchUserInfo()).rejects.toThrow()
      expect(session).toMatchObject({ hasSession: false, user: undefined, ended: 'untrusted' })
      expect(session.error).toMatchObject({ kind: 'refused', refusal: { check: 'userinfo.sub' } })
      expect(parts.storage.clear).toHaveBeenCalled()
    })

    it('keeps it when the profile cannot be had', async () => {
      const session = await loggedIn()
      client.userInfo.mockRejectedValue(Object.assign(new Error(), { name: 'ProviderError' }))
      await expect(session.fetchUserInfo()).rejects.toThrow()
      expect(session.hasSession).toBe(true)
    })
  })
})
