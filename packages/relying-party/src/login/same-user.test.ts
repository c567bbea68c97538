import { describe, expect, it } from 'vitest'
import { issuer, start } from '../../test/provider.ts'
import { assertSameUser } from './same-user.ts'

const env = { now: () => start }
const user = { issuer, sub: 'auth0|1' }

describe('assertSameUser', () => {
  it('accepts the user of before', async () => {
    await expect(assertSameUser({ ...user }, user, env)).resolves.toBeUndefined()
  })

  it.each([
    { issuer, sub: 'auth0|2' },
    { issuer: 'https://other.example.com/', sub: 'auth0|1' },
    { issuer },
  ])('refuses %j', async (renewed) => {
    await expect(assertSameUser(renewed, user, env)).rejects.toMatchObject({ check: 'session.sub' })
  })
})
