import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { startApi, type TestApi } from '../../test/api.ts'
import { Issuer } from '../../test/issuer.ts'

let issuer: Issuer
let api: TestApi
const clock = { ahead: 0 }

beforeAll(async () => {
  issuer = await Issuer.start()
  api = await startApi(
    issuer,
    { ACCESS_TOKEN_MAX_AGE_SECONDS: '3600' },
    { now: () => Date.now() + clock.ahead },
  )
})

afterEach(() => {
  clock.ahead = 0
})

afterAll(async () => {
  await api.stop()
  await issuer.stop()
})

const read = (token: string) => api.call('/api/timesheets', { token })

describe('a token that was accepted before', () => {
  it('is refused once it has expired', async () => {
    const now = Math.floor(Date.now() / 1000)
    const token = await issuer.token({ exp: now + 60 })
    expect((await read(token)).status).toBe(200)
    clock.ahead = 61_000 // within the tolerance
    expect((await read(token)).status).toBe(200)
    clock.ahead = 75_000
    const { status, body } = await read(token)
    expect(status).toBe(401)
    expect(body.code).toBe('token_expired')
  })

  it('is refused once it is older than any token may be', async () => {
    const now = Math.floor(Date.now() / 1000)
    const token = await issuer.token({ exp: now + 86_400 })
    expect((await read(token)).status).toBe(200)
    clock.ahead = 3_610_000
    expect((await read(token)).status).toBe(401)
  })

  it('does not lend its name to another with the same claims', async () => {
    const token = await issuer.token()
    expect((await read(token)).status).toBe(200)
    const [header, payload] = token.split('.')
    const other = (await issuer.token({ jti: 'other' })).split('.')[2]
    expect((await read(`${header}.${payload}.${other}`)).status).toBe(401)
    expect((await read(`${token}A`)).status).toBe(401)
  })

  it('is judged anew for the scope of each route', async () => {
    const token = await issuer.token({ scope: 'read:timesheets' })
    expect((await read(token)).status).toBe(200)
    expect((await api.call('/api/approvals', { token })).status).toBe(403)
  })

  it('may come a thousand times', async () => {
    const token = await issuer.token()
    const statuses = new Set<number>()
    for (let round = 0; round < 20; round++) {
      const answers = await Promise.all(Array.from({ length: 50 }, () => read(token)))
      for (const { status } of answers) statuses.add(status)
    }
    expect(statuses).toEqual(new Set([200]))
  })
})
