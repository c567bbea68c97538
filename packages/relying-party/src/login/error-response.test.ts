import { beforeEach, describe, expect, it } from 'vitest'
import { createBrowser } from '../../test/log-in.ts'
import { settingsFor } from '../../test/provider.ts'
import { responseFor } from '../../test/respond.ts'
import { completeLogin } from './complete-login.ts'

let { provider, env, begin, logIn, asked } = await createBrowser()

beforeEach(async () => {
  ;({ provider, env, begin, logIn, asked } = await createBrowser())
})

describe('an error response', () => {
  const error = { error: 'access_denied', error_description: 'The user said no' }
  const nothing = {
    id_token: undefined,
    access_token: undefined,
    token_type: undefined,
    expires_in: undefined,
  }

  it('is told with the way back', async () => {
    await expect(
      logIn('id_token token', { parameters: { ...nothing, ...error } }),
    ).rejects.toMatchObject({
      name: 'AuthorizationError',
      error: 'access_denied',
      description: 'The user said no',
      returnTo: '/timesheets?week=47',
      silent: false,
    })
  })

  it.each([
    'access_denied',
    'login_required',
    'consent_required',
    'interaction_required',
    'account_selection_required',
    'temporarily_unavailable',
    'server_error',
    'invalid_scope',
    'of_their_own',
  ])('is told as it is: %s', async (name) => {
    await expect(
      logIn('id_token', { parameters: { ...nothing, error: name } }),
    ).rejects.toMatchObject({
      error: name,
    })
  })

  it('wins over tokens that come with it, which are not even looked at', async () => {
    await expect(logIn('id_token token', { parameters: error })).rejects.toMatchObject({
      error: 'access_denied',
    })
    expect(asked('/jwks')).toBe(0)
  })

  it('is believed only with the state of the request, and from the issuer', async () => {
    const forged = { ...nothing, ...error }
    await expect(
      logIn('id_token', { parameters: { ...forged, state: 'x' } }),
    ).rejects.toMatchObject({
      check: 'authorization-response.state',
    })
    await expect(logIn('id_token', { parameters: { ...forged, iss: 'x' } })).rejects.toMatchObject({
      check: 'authorization-response.iss',
    })
  })

  it('uses up the login', async () => {
    const settings = settingsFor('id_token')
    const response = await responseFor(provider, await begin(settings), {
      parameters: { ...nothing, ...error },
    })
    await expect(completeLogin(settings, response, env)).rejects.toMatchObject({
      error: 'access_denied',
    })
    await expect(completeLogin(settings, response, env)).rejects.toMatchObject({
      check: 'authorization-response.state',
    })
  })

  it('is cut to one short line of text', async () => {
    const parameters = {
      ...nothing,
      error: `<b>${'x'.repeat(100)}`,
      error_description: `\u202e<script>alert(1)</script>\n${'y'.repeat(2000)}`,
      error_uri: 'javascript:alert(1)',
    }
    const thrown: unknown = await logIn('id_token', { parameters }).catch(
      (caught: unknown) => caught,
    )
    expect(thrown).toMatchObject({
      error: `<b>${'x'.repeat(61)}…`,
      description: expect.stringMatching(/^<script>alert\(1\)<\/script> y{200,}…$/) as string,
    })
    expect(thrown).not.toHaveProperty('error_uri')
  })

  it('may lack a description', async () => {
    const thrown: unknown = await logIn('id_token', {
      parameters: { ...nothing, error: 'x' },
    }).catch((caught: unknown) => caught)
    expect(thrown).toMatchObject({ description: undefined })
  })
})
