import { flows } from '@frontchannel/relying-party'
import { describe, expect, it } from 'vitest'
import type { PublicConfig } from '../config/public-config.ts'
import { configurationOf, fromQuery, toQuery, type Choice } from './set-up.ts'

const own: Choice = {
  flow: 'id_token token',
  responseMode: undefined,
  scopes: ['openid', 'profile', 'read:timesheets'],
  withAudience: true,
  prompt: undefined,
  tokenStorage: 'memory',
}
const config: PublicConfig = {
  ...{
    issuer: 'https://idp.example/',
    clientId: 'timesheets-spa',
    audience: 'https://api.example',
  },
  ...{ scope: own.scopes.join(' '), flow: own.flow, apiUrl: 'https://api.example', demo: true },
  tokenStorage: 'memory',
  resourceParameter: 'audience',
}

describe('a link', () => {
  it('is empty for what is configured anyway', () => {
    expect(toQuery(own, own)).toEqual({})
    expect(fromQuery({}, own)).toEqual(own)
  })

  it.each(flows.map(({ id }) => id))('reproduces every choice, with the flow %s', (flow) => {
    const choice: Choice = {
      ...{ flow, responseMode: 'form_post', scopes: ['openid'], withAudience: false },
      ...{ prompt: 'login', tokenStorage: 'session' },
    }
    expect(fromQuery(toQuery(choice, own), own)).toEqual(choice)
  })

  it('chooses nothing that cannot be chosen', () => {
    const wrong = {
      flow: 'password',
      mode: 'query',
      scope: 'admin',
      prompt: ['x'],
      storage: 'disk',
    }
    expect(fromQuery(wrong, own)).toEqual({ ...own, scopes: [] })
  })
})

describe('configurationOf', () => {
  it('names the registration that fits whoever redeems the code', () => {
    const clientOf = (flow: Choice['flow']) => configurationOf({ ...own, flow }, config).clientId
    expect(clientOf('code')).toBe('timesheets-spa')
    expect(clientOf('code backend')).toBe('timesheets-backend')
    expect(clientOf('code id_token')).toBe('timesheets-backend')
  })
})
