import { describe, expect, it } from 'vitest'
import { createEnvironment, createProvider, settingsFor, start } from '../../test/provider.ts'
import { accessToken, responseFor } from '../../test/respond.ts'
import { completeLogin } from './complete-login.ts'
import { startLogin } from './start-login.ts'

describe('completeLogin', () => {
  it('gives identity and Access Token of `id_token token`', async () => {
    const provider = await createProvider()
    const env = createEnvironment(provider)
    const settings = settingsFor('id_token token')
    const { transaction } = await startLogin(settings, { returnTo: '/timesheets?week=47' }, env)
    const login = await completeLogin(settings, await responseFor(provider, transaction), env)
    expect(login).toMatchObject({
      flow: 'id_token token',
      returnTo: '/timesheets?week=47',
      silent: false,
      issuer: settings.issuer,
      sub: 'auth0|1',
      claims: { sub: 'auth0|1', nonce: transaction.nonce },
      accessToken: {
        value: accessToken,
        type: 'Bearer',
        expiresAt: start.getTime() + 7_200_000,
        scopes: ['openid', 'profile', 'read:timesheets'],
      },
    })
    expect(login).not.toHaveProperty('handOver')
  })
})
