import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { controlCalls } from '../src/control/calls.ts'
import { createMockIdp } from '@frontchannel/mock-idp'
import type { ControlInput, TenantInput } from '@frontchannel/mock-idp'
import { decodeProtectedHeader } from 'jose'
import { describe, expect, it } from 'vitest'
import { createTestBrowser } from '../src/testing/browser.ts'

const readme = readFileSync(join(import.meta.dirname, '../README.md'), 'utf8')
const [tenant, order] = [...readme.matchAll(/```json\n(.*?)```/gs)].map(
  ([, json = '']) => JSON.parse(json) as unknown,
)
const issuer = 'http://localhost:4000/'

describe('the README', () => {
  it('shows a tenant that one can log in to', async () => {
    const idp = createMockIdp({ issuer, tenant: tenant as TenantInput })
    const query = new URLSearchParams({
      client_id: 'my-spa',
      redirect_uri: 'http://localhost:5173/callback',
      response_type: 'id_token token',
      audience: 'https://my.example/api',
      scope: 'openid read:things',
      nonce: 'n',
    })
    const browser = createTestBrowser((request) => idp.fetch(request))
    const user = { email: 'ann@example.com', password: 'password' }
    const { parameters } = await browser.logIn(`${issuer}authorize?${query.toString()}`, user)
    expect([parameters.has('id_token'), parameters.has('access_token')]).toEqual([true, true])
  })

  it('shows an order that mints', async () => {
    const idp = createMockIdp({ issuer, tenant: tenant as TenantInput })
    const { token } = await idp.control.mint(order as ControlInput<'mint'>)
    expect(decodeProtectedHeader(token)).toMatchObject({ alg: 'HS256', kid: 'another' })
  })

  it('lists every control call', () => {
    const missing = Object.keys(controlCalls).filter((name) => !readme.includes(`\`${name}\``))
    expect(missing).toEqual([])
  })
})
