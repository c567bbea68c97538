import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { api, basicAuth, setUp } from '../../test/fixture.ts'

const digestOf = (text = ''): string => createHash('sha256').update(text).digest('base64url')

describe('the log', () => {
  it('names what was issued by its digest, and holds nothing that could be used', async () => {
    const { idp, logIn, post } = setUp()
    const scope = 'openid offline_access read:tests'
    const asked = { client_id: 'web', response_type: 'code id_token token', audience: api, scope }
    const { parameters } = await logIn(asked)
    const code = parameters.get('code') ?? ''
    const body = {
      grant_type: 'authorization_code',
      code,
      redirect_uri: 'https://web.test/cb',
    }
    const tokens = (await (await post('oauth/token', body, basicAuth)).json()) as Record<
      string,
      string
    >
    const { entries } = await idp.control.readLog({})
    const issued = entries.flatMap((entry) => (entry.issued ? [entry.issued] : []))
    expect(issued).toEqual([
      {
        access_token: digestOf(parameters.get('access_token') ?? ''),
        id_token: digestOf(parameters.get('id_token') ?? ''),
        code: digestOf(code),
      },
      {
        access_token: digestOf(tokens['access_token']),
        id_token: digestOf(tokens['id_token']),
        refresh_token: digestOf(tokens['refresh_token']),
      },
    ])
    const log = JSON.stringify(entries)
    const values = [...Object.values(tokens), ...parameters.values()]
    const secrets = values.filter((value) => value.length > 20 && value !== parameters.get('state'))
    expect(secrets.filter((value) => log.includes(value))).toEqual([])
  })
})
