// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest'

describe('the relay of silent renewal', () => {
  afterEach(() => {
    vi.resetModules()
    vi.unstubAllGlobals()
  })

  const runAt = async (address: string, framed: boolean) => {
    const posted: unknown[][] = []
    const erased: unknown[] = []
    const { pathname, search, hash, origin } = new URL(address)
    const parent = { postMessage: (...message: unknown[]) => posted.push(message) }
    vi.stubGlobal('location', { pathname, search, hash, origin })
    vi.stubGlobal('history', { replaceState: (...args: unknown[]) => erased.push(args[2]) })
    if (framed) vi.stubGlobal('window', { parent })
    await import('./silent-renew.ts')
    return { posted, erased }
  }

  it('erases its address and passes the response to its own origin only', async () => {
    const { posted, erased } = await runAt('https://app.example/silent-renew.html#state=s', true)
    expect(erased).toEqual(['/silent-renew.html'])
    expect(posted).toEqual([
      [
        { type: 'frontchannel.silent-renewal', response: { search: '', hash: '#state=s' } },
        'https://app.example',
      ],
    ])
  })

  it('tells nobody if it is not framed', async () => {
    const { posted, erased } = await runAt('https://app.example/silent-renew.html#state=s', false)
    expect(erased).toEqual(['/silent-renew.html'])
    expect(posted).toEqual([])
  })
})
