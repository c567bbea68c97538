// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { askInFrame, FrameTimeout, FramingRefused } from './renewal-frame.ts'

const provider = 'https://id.example'
const request = {
  url: `${provider}/authorize?prompt=none`,
  state: 's1',
  timeoutMilliseconds: 1_000,
}

const frame = (): HTMLIFrameElement | null => document.querySelector('iframe')
const post = (origin: string, source: unknown, data: unknown): void => {
  const event = new MessageEvent('message', { data, origin })
  Object.defineProperty(event, 'source', { value: source })
  window.dispatchEvent(event)
}
const byMessage = (response: Record<string, unknown>) => ({
  type: 'authorization_response',
  response,
})
const byRelay = (response: unknown) => ({ type: 'frontchannel.silent-renewal', response })

const timesOut = async (answer: Promise<unknown>): Promise<void> => {
  const reason = answer.catch((error: unknown) => error)
  await vi.advanceTimersByTimeAsync(1_001)
  expect(await reason).toBeInstanceOf(FrameTimeout)
}

describe('askInFrame', () => {
  const theFrame = {}
  beforeEach(() => {
    vi.useFakeTimers()
    vi.spyOn(HTMLIFrameElement.prototype, 'contentWindow', 'get').mockReturnValue(
      theFrame as Window & typeof globalThis,
    )
    vi.spyOn(HTMLIFrameElement.prototype, 'src', 'set').mockImplementation(() => undefined)
  })
  afterEach(() => {
    vi.useRealTimers()
    vi.restoreAllMocks()
  })

  it("takes the provider's message and removes the frame", async () => {
    const answer = askInFrame(request)
    expect(frame()?.hidden).toBe(true)
    post(provider, theFrame, byMessage({ state: 's1', access_token: 'at', expires_in: 60 }))
    await expect(answer).resolves.toEqual({
      parameters: [
        ['state', 's1'],
        ['access_token', 'at'],
        ['expires_in', '60'],
      ],
    })
    expect(frame()).toBeNull()
  })

  it("takes the relay's message as the address it saw", async () => {
    const answer = askInFrame(request)
    post(location.origin, theFrame, byRelay({ search: '', hash: '#state=s1&code=c' }))
    await expect(answer).resolves.toEqual({
      url: `${location.origin}/silent-renew.html#state=s1&code=c`,
    })
  })

  it.each([
    ['another window', provider, {}, byMessage({ state: 's1' })],
    [
      'an origin that only looks like the provider',
      `${provider}.evil.test`,
      theFrame,
      byMessage({ state: 's1' }),
    ],
    ['a null origin', 'null', theFrame, byMessage({ state: 's1' })],
    ['another state', provider, theFrame, byMessage({ state: 's2' })],
    ['no state', provider, theFrame, byMessage({})],
    [
      'the provider in the words of the relay',
      provider,
      theFrame,
      byRelay({ search: '', hash: '#state=s1' }),
    ],
    [
      'the relay in the words of the provider',
      'http://localhost:3000',
      theFrame,
      byMessage({ state: 's1' }),
    ],
    ['no object', provider, theFrame, 'state=s1'],
    ['a relay without texts', 'http://localhost:3000', theFrame, byRelay({ search: 1, hash: {} })],
  ])('ignores a message of %s', async (_, origin, source, data) => {
    const answer = askInFrame(request)
    post(origin, source, data)
    await timesOut(answer)
    expect(frame()).toBeNull()
  })

  it('gives up after its time (pain 15)', async () => {
    await timesOut(askInFrame(request))
    expect(frame()).toBeNull()
  })

  describe('where a page comes and says nothing', () => {
    const patient = { ...request, timeoutMilliseconds: 10_000 }

    it('says so before the time is over', async () => {
      const reason = askInFrame(patient).catch((error: unknown) => error)
      frame()?.dispatchEvent(new Event('load'))
      await vi.advanceTimersByTimeAsync(8_100) // happy-dom sends a load of its own
      expect(await reason).toBeInstanceOf(FramingRefused)
      expect(frame()).toBeNull()
    })

    it('waits for the page after it, and for its answer', async () => {
      const answer = askInFrame(patient)
      for (const pages of [1, 2]) {
        frame()?.dispatchEvent(new Event('load'))
        await vi.advanceTimersByTimeAsync(pages * 1_500)
      }
      post(provider, theFrame, byMessage({ state: 's1' }))
      await expect(answer).resolves.toEqual({ parameters: [['state', 's1']] })
    })

    it("notices that the app's own policy forbids it", async () => {
      const reason = askInFrame(patient).catch((error: unknown) => error)
      const violation = (effectiveDirective: string): Event =>
        Object.assign(new Event('securitypolicyviolation'), { effectiveDirective })
      document.dispatchEvent(violation('img-src'))
      document.dispatchEvent(violation('frame-src'))
      expect(await reason).toBeInstanceOf(FramingRefused)
    })
  })
})
