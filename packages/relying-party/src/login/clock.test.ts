import { beforeEach, describe, expect, it } from 'vitest'
import { createBrowser } from '../../test/log-in.ts'
import { json, seconds, start } from '../../test/provider.ts'
import type { Changes } from '../../test/respond.ts'

let { provider, logIn } = await createBrowser()

beforeEach(async () => {
  ;({ provider, logIn } = await createBrowser())
})

describe('a clock that is off', () => {
  const tellTime = (offsetSeconds: number): void => {
    const date = new Date(start.getTime() + offsetSeconds * 1000).toUTCString()
    provider.answers['/jwks'] = () => json({ keys: provider.keys }, { headers: { date } })
  }
  const issuedAt = (offsetSeconds: number): Changes => {
    const at = seconds(start) + offsetSeconds
    return { claims: { iat: at, exp: at + 300 } }
  }

  it.each([-300, -200, 200, 300])(
    'by %i s is corrected by the time of the provider (pain 9)',
    async (offset) => {
      tellTime(offset)
      expect((await logIn('id_token', issuedAt(offset))).sub).toBe('auth0|1')
      await expect(logIn('id_token', issuedAt(offset + 70))).rejects.toMatchObject({
        check: 'id-token.iat',
      })
    },
  )

  it.each([
    [301, 'id-token.iat'],
    [-400, 'id-token.exp'],
  ])('by %i s is told, not corrected', async (offset, check) => {
    tellTime(offset)
    await expect(logIn('id_token', issuedAt(offset))).rejects.toMatchObject({
      check,
      actual: expect.stringContaining(`our clock is ${offset} s behind the provider's`) as string,
    })
  })

  it('by an unknown amount is not guessed', async () => {
    await expect(logIn('id_token', issuedAt(200))).rejects.toMatchObject({ check: 'id-token.iat' })
  })
})
