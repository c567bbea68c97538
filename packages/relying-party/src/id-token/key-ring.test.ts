import { beforeEach, describe, expect, it } from 'vitest'
import { createKey } from '../../test/keys.ts'
import {
  createEnvironment,
  createProvider,
  json,
  start,
  type TestEnvironment,
  type TestProvider,
} from '../../test/provider.ts'
import { createProviderCache } from '../environment.ts'
import type { ProviderMetadata } from '../provider/metadata.ts'
import { createKeyRing } from './key-ring.ts'
import type { KeyChoice } from './select-key.ts'

let provider: TestProvider
let env: TestEnvironment
const newKey = await createKey('RS256', 'new')

beforeEach(async () => {
  provider = await createProvider()
  env = Object.assign(createEnvironment(provider), { cache: createProviderCache() })
})

const keyFor = (kid: string): Promise<KeyChoice> =>
  createKeyRing(provider.metadata as unknown as ProviderMetadata, env).keyFor({ alg: 'RS256', kid })

const wait = (seconds: number): void => {
  env.time = new Date(env.time.getTime() + seconds * 1000)
}

describe('createKeyRing', () => {
  it('fetches the keys where the metadata say', async () => {
    provider.metadata['jwks_uri'] = 'https://idp.example.com/keys/of-today'
    provider.answers['/keys/of-today'] = () => json({ keys: provider.keys })
    expect((await keyFor('RS256-key')).key?.kid).toBe('RS256-key')
  })

  it('fetches them once for several tokens', async () => {
    await keyFor('RS256-key')
    await keyFor('RS256-key')
    expect(provider.requests).toHaveLength(1)
  })

  it('asks past what the browser has stored', async () => {
    await keyFor('RS256-key')
    expect(provider.requests[0]?.cache).toBe('no-cache')
  })

  it('finds a key that came after ours were fetched', async () => {
    await keyFor('RS256-key')
    provider.keys = [newKey.jwk]
    expect((await keyFor('new')).key?.kid).toBe('new')
    expect(provider.requests).toHaveLength(2)
    expect(env.events).toMatchObject([{ kind: 'note', at: start.getTime() }])
  })

  it('looks for an unknown key again exactly once', async () => {
    expect((await keyFor('never')).problem).toBe('an unknown "kid"')
    expect(provider.requests).toHaveLength(2)
  })

  it('does so for keys without name too', async () => {
    provider.keys = []
    const ring = createKeyRing(provider.metadata as unknown as ProviderMetadata, env)
    expect((await ring.keyFor({ alg: 'RS256' })).problem).toBe('no key that fits')
    expect(provider.requests).toHaveLength(2)
  })

  it('does not look again for a key that is there and does not fit', async () => {
    provider.keys = [{ ...provider.key.jwk, use: 'enc' }]
    expect((await keyFor('RS256-key')).problem).toBeDefined()
    expect(provider.requests).toHaveLength(1)
  })

  it('does not turn made-up names into a flood, and still sees a new key soon', async () => {
    await keyFor('RS256-key')
    for (let count = 0; count < 100; count += 1) await keyFor(`made-up-${count}`)
    expect(provider.requests).toHaveLength(2)
    provider.keys = [...provider.keys, newKey.jwk]
    expect((await keyFor('new')).key).toBeUndefined()
    wait(30)
    expect((await keyFor('new')).key?.kid).toBe('new')
    expect(provider.requests).toHaveLength(3)
  })

  it('is not turned into a flood by an outage either', async () => {
    await keyFor('RS256-key')
    provider.answers['/jwks'] = () => new Response(null, { status: 500 })
    await expect(keyFor('made-up-1')).rejects.toMatchObject({ failure: 'status' })
    expect((await keyFor('made-up-2')).problem).toBe('an unknown "kid"')
    expect((await keyFor('RS256-key')).key?.kid).toBe('RS256-key')
    expect(provider.requests).toHaveLength(2)
  })

  it('trusts a withdrawn key for ten minutes at most', async () => {
    await keyFor('RS256-key')
    provider.keys = [newKey.jwk]
    wait(599)
    expect((await keyFor('RS256-key')).key?.kid).toBe('RS256-key')
    wait(1)
    expect((await keyFor('RS256-key')).key).toBeUndefined()
  })

  it('does not keep keys for ever because the clock was set back', async () => {
    await keyFor('RS256-key')
    wait(-86_400)
    await keyFor('RS256-key')
    expect(provider.requests).toHaveLength(2)
  })

  it('works without a cache', async () => {
    const ring = createKeyRing(
      provider.metadata as unknown as ProviderMetadata,
      createEnvironment(provider),
    )
    expect((await ring.keyFor({ alg: 'RS256', kid: 'never' })).problem).toBe('an unknown "kid"')
    expect((await ring.keyFor({ alg: 'RS256', kid: 'never' })).problem).toBe('an unknown "kid"')
    expect(provider.requests).toHaveLength(2)
  })

  it.each([{}, { keys: {} }, { keys: 'x' }, { keys: null }, { keys: Array(101).fill({}) }])(
    'refuses %j as no set of keys',
    async (body) => {
      provider.answers['/jwks'] = () => json(body)
      await expect(keyFor('RS256-key')).rejects.toMatchObject({
        name: 'ProviderError',
        failure: 'shape',
        resource: 'JWK Set',
      })
    },
  )

  it('steps over members of the set that are no keys', async () => {
    provider.keys = [
      null,
      1,
      'x',
      [],
      {},
      { kty: 'new-kind', kid: 'RS256-key-2' },
      ...provider.keys,
    ]
    expect((await keyFor('RS256-key')).key?.kid).toBe('RS256-key')
  })

  it('measures how far the clocks are apart', async () => {
    const date = new Date(start.getTime() + 240_000).toUTCString()
    provider.answers['/jwks'] = () => json({ keys: provider.keys }, { headers: { date } })
    const ring = createKeyRing(provider.metadata as unknown as ProviderMetadata, env)
    expect(ring.clockOffsetSeconds()).toBeUndefined()
    await ring.keyFor({ alg: 'RS256', kid: 'RS256-key' })
    expect(ring.clockOffsetSeconds()).toBe(240)
  })
})
