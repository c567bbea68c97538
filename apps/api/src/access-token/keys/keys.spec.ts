import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { startApi, startApiForTest, type TestApi } from '../../../test/api.ts'
import { Forge } from '../../../test/forge.ts'
import { Issuer, makeKey, type IssuerKey } from '../../../test/issuer.ts'

// a tenth of the real ones and less: the order of events is what counts
const keyTimings = { refresh: 200, coolDown: 50, coldRetry: 50, timeout: 500 }

let issuer: Issuer
let api: TestApi
let k2: IssuerKey

beforeAll(async () => {
  issuer = await Issuer.start()
  k2 = await makeKey('k2')
  api = await startApi(issuer, {}, { keyTimings })
})

afterAll(async () => {
  await api.stop()
  await issuer.stop()
})

beforeEach(() => {
  issuer.down = false
  issuer.jwks = { keys: [issuer.key.jwk] }
})

const patience = { timeout: 15_000 } // the machine may be busy with other tests
const statusOf = async (token: string, target = api) =>
  (await target.call('/api/timesheets', { token })).status

/** An issuer of its own, for an API that has not seen it yet. */
async function freshIssuer(): Promise<Issuer> {
  const fresh = await Issuer.start(issuer.key)
  onTestFinished(() => fresh.stop())
  return fresh
}

/** An API of this test's own; what it stores is of no interest here. */
const startFor = (fresh: Issuer, environment: NodeJS.ProcessEnv = {}): Promise<TestApi> =>
  startApiForTest(fresh, { DATABASE_URL: api.databaseUrl, ...environment }, { keyTimings })

describe('the key set of the issuer', () => {
  it.each<[string, Issuer['jwks']]>([
    ['an empty object', {}],
    ['no JSON', '<html></html>'],
    ['nothing', ''],
    ['null', 'null'],
    ['keys that are no objects', { keys: [1, 2] }],
    ['a status 500', (response) => response.writeHead(500).end('{"keys":[]}')],
    ['a redirect', (response) => response.writeHead(302, { location: '/jwks-elsewhere' }).end()],
    ['no end', (response) => response.write('{"keys":[')],
    ['no answer', () => undefined],
    ['a closed connection', (response) => response.destroy()],
    ['fifty megabytes', (response) => response.end(`{"keys":[${' '.repeat(50_000_000)}]}`)],
  ])('that is %s is unusable: 503', async (_, jwks) => {
    const fresh = await freshIssuer()
    fresh.jwks = jwks
    const target = await startFor(fresh)
    expect(await statusOf(await fresh.token(), target)).toBe(503)
    fresh.jwks = { keys: [fresh.key.jwk] }
    await expect.poll(async () => statusOf(await fresh.token(), target), patience).toBe(200)
  })

  it('that is an empty list permits nobody: 401', async () => {
    const fresh = await freshIssuer()
    fresh.jwks = { keys: [] }
    const target = await startFor(fresh)
    expect(await statusOf(await fresh.token(), target)).toBe(401)
  })

  it.each<[string, object]>([
    ['no issuer', { issuer: undefined }],
    ['no jwks_uri', { jwks_uri: undefined }],
    ['a jwks_uri in the clear elsewhere', { jwks_uri: 'http://evil.example/jwks.json' }],
    ['a jwks_uri that is a file', { jwks_uri: 'file:///etc/passwd' }],
  ])('whose address is hidden by metadata with %s is not fetched', async (_, metadata) => {
    const fresh = await freshIssuer()
    fresh.metadata = { ...fresh.metadata, ...metadata }
    const start = startFor(fresh)
    if ('issuer' in metadata) await expect(start).rejects.toThrow(/names the issuer/)
    else expect(await statusOf(await fresh.token(), await start)).toBe(503)
    expect(fresh.keyFetches).toBe(0)
  })

  it('may be somewhere else than the metadata say', async () => {
    const fresh = await freshIssuer()
    fresh.metadata = { issuer: 'https://wrong.example/' }
    const target = await startFor(fresh, { OIDC_JWKS_URI: `${fresh.url}jwks.json` })
    expect(await statusOf(await fresh.token(), target)).toBe(200)
  })
})

describe('rotation', () => {
  it('with overlap loses no request', async () => {
    issuer.jwks = { keys: [issuer.key.jwk, k2.jwk] }
    expect(await statusOf(await issuer.token({}, {}, k2))).toBe(200)
    expect(await statusOf(await issuer.token())).toBe(200)
    issuer.jwks = { keys: [k2.jwk] }
    await expect.poll(async () => statusOf(await issuer.token()), patience).toBe(401)
    expect(await statusOf(await issuer.token({}, {}, k2))).toBe(200)
  })

  it('refuses cached tokens of a withdrawn key too', async () => {
    const fresh = await freshIssuer()
    const target = await startFor(fresh)
    const token = await fresh.token()
    expect(await statusOf(token, target)).toBe(200)
    fresh.jwks = { keys: [k2.jwk] }
    await expect.poll(() => statusOf(token, target), patience).toBe(401)
  })

  it('R13: keeps serving while the issuer is away, old tokens and new ones alike', async () => {
    const fresh = await freshIssuer()
    const target = await startFor(fresh)
    const token = await fresh.token()
    expect(await statusOf(token, target)).toBe(200)
    fresh.down = true
    await new Promise((resolve) => setTimeout(resolve, 2 * keyTimings.refresh))
    expect(await statusOf(token, target)).toBe(200)
    expect(await statusOf(await fresh.token(), target)).toBe(200)
    const { status, body } = await target.call('/health/ready')
    expect(status).toBe(200)
    expect(body).toMatchObject({ status: 'degraded', keys: 'stale' })
  })
})

describe('keys that must not be used', () => {
  const publish = async (jwk: object) => {
    const fresh = await freshIssuer()
    fresh.jwks = { keys: [fresh.key.jwk, jwk] }
    return [fresh, await startFor(fresh)] as const
  }

  it('a secret in the set opens nothing for HS256', async () => {
    const k = Buffer.from('published').toString('base64url')
    const [fresh, target] = await publish({ kty: 'oct', kid: 'oct', k, alg: 'HS256' })
    const forged = new Forge(fresh).hmac(Buffer.from(k, 'base64url'), { kid: 'oct' })
    expect(await statusOf(forged, target)).toBe(401)
    expect(await statusOf(await fresh.token(), target)).toBe(200)
  })

  it('a key for ES256 is of no use while only RS256 is allowed', async () => {
    const key = await makeKey('es', 'ES256')
    const [fresh, target] = await publish(key.jwk)
    expect(await statusOf(await fresh.token({}, { alg: 'ES256' }, key), target)).toBe(401)
  })

  it('two keys under one kid are both refused, others work', async () => {
    const twin = await makeKey('twin')
    const fresh = await freshIssuer()
    fresh.jwks = { keys: [fresh.key.jwk, twin.jwk, (await makeKey('twin')).jwk] }
    const target = await startFor(fresh)
    expect(await statusOf(await fresh.token({}, {}, twin), target)).toBe(401)
    expect(await statusOf(await fresh.token(), target)).toBe(200)
  })

  it('a key of one issuer does not vouch for another', async () => {
    const [a, b] = [await freshIssuer(), await Issuer.start()]
    onTestFinished(() => b.stop())
    const target = await startFor(b)
    expect(await statusOf(await a.token({ iss: b.url }), target)).toBe(401)
    expect(await statusOf(await b.token({ iss: a.url }), target)).toBe(401)
  })
})

describe('a token without kid', () => {
  it('is good when the issuer has one key', async () => {
    const fresh = await freshIssuer()
    const target = await startFor(fresh)
    expect(await statusOf(await fresh.token({}, { kid: undefined }), target)).toBe(200)
  })
})

describe('algorithms', () => {
  it.each(['ES256', 'PS256'] as const)('can be set to %s', async (alg) => {
    const fresh = await Issuer.start(await makeKey('other', alg))
    onTestFinished(() => fresh.stop())
    const target = await startFor(fresh, { ACCESS_TOKEN_ALGORITHMS: alg })
    expect(await statusOf(await fresh.token({}, { alg }), target)).toBe(200)
  })
})

describe('references to keys in a token', () => {
  it.each(['jku', 'x5u'])('%s is not followed', async (name) => {
    const fresh = await freshIssuer()
    let visits = 0
    fresh.jwks = (response) => {
      visits++
      response.end(JSON.stringify({ keys: [fresh.key.jwk] }))
    }
    const target = await startApiForTest(fresh, { DATABASE_URL: api.databaseUrl })
    const attacker = await makeKey('attacker')
    const header = { [name]: `${fresh.url}jwks-of-attacker.json`, kid: fresh.key.kid }
    expect(await statusOf(await fresh.token({}, header, attacker), target)).toBe(401)
    expect(await statusOf(await fresh.token({}, header), target)).toBe(200)
    expect(visits).toBe(1)
  })
})
