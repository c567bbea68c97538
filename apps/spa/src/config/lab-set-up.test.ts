// @vitest-environment happy-dom
import { beforeEach, expect, it } from 'vitest'
import { storeLabSetUp, withLabSetUp, type LabSetUp } from './lab-set-up.ts'
import type { PublicConfig } from './public-config.ts'

const config: PublicConfig = {
  issuer: 'https://idp.example/',
  clientId: 'spa',
  audience: 'https://api.example',
  scope: 'openid',
  flow: 'code',
  tokenStorage: 'memory',
  resourceParameter: 'audience',
  apiUrl: 'https://api.example',
  demo: true,
}
const setUp: LabSetUp = {
  ...{ flow: 'token', clientId: 'other', scope: 'read', audience: '', tokenStorage: 'local' },
}

beforeEach(() => {
  sessionStorage.clear()
})

it('changes what the lab may change, in a demo', () => {
  storeLabSetUp(setUp)
  expect(withLabSetUp(config)).toEqual({ ...config, ...setUp })
  storeLabSetUp(undefined)
  expect(withLabSetUp(config)).toEqual(config)
})

it('changes nothing outside of a demo', () => {
  storeLabSetUp(setUp)
  expect(withLabSetUp({ ...config, demo: false })).toEqual({ ...config, demo: false })
})

it.each(['{', 'null', '[]', '{"flow":7}'])('takes no %s', (stored) => {
  sessionStorage.setItem('frontchannel.lab', stored)
  expect(withLabSetUp(config)).toEqual(config)
})

it('sends tokens nowhere else', () => {
  const evil = { ...setUp, issuer: 'https://evil.example/', apiUrl: 'https://evil.example' }
  sessionStorage.setItem('frontchannel.lab', JSON.stringify(evil))
  expect(withLabSetUp(config)).toMatchObject({ issuer: config.issuer, apiUrl: config.apiUrl })
})
