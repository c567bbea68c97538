import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseTenant } from '@frontchannel/mock-idp'
import { describe, expect, it } from 'vitest'

const file = join(import.meta.dirname, '../tenants/exampleco.json')
const variables = {
  SPA_URL: 'http://localhost:5173',
  API_URL: 'http://localhost:3001',
  BACKEND_URL: 'http://localhost:3002',
  OIDC_BACKEND_CLIENT_SECRET: 'secret',
  IDP_ISSUER: 'http://localhost:4000/',
  SAML_IDP_ENTITY_ID: 'http://localhost:4000/saml-idp/metadata',
  SAML_IDP_ENTRY_POINT: 'http://localhost:4000/saml-idp/sso',
  SAML_IDP_CERTIFICATE: 'certificate',
}
const tenant = parseTenant(JSON.parse(readFileSync(file, 'utf8')), variables)
const api = 'https://timesheets.example.com/api'

describe('the demo tenant', () => {
  it('knows one API with five scopes', () => {
    expect(tenant.apis.map(({ identifier }) => identifier)).toEqual([api])
    expect(tenant.apis[0]?.scopes.map(({ name }) => name)).toEqual([
      'read:timesheets',
      'create:timesheets',
      'delete:timesheets',
      'approve:timesheets',
      'batch:upload',
    ])
  })

  it('lets managers alone approve, and nobody upload', () => {
    const permissions = Object.fromEntries(
      tenant.users.map(({ email, permissions: of }) => [email, of[api]]),
    )
    const own = ['read:timesheets', 'create:timesheets', 'delete:timesheets']
    expect(permissions).toEqual({
      'employee@example.com': own,
      'contractor@example.com': own,
      'manager@example.com': [...own, 'approve:timesheets'],
    })
  })

  it('registers the SPA as a public client, and its back-end as a confidential one', () => {
    const clients = tenant.clients.map(({ clientId, public: isPublic }) => [clientId, isPublic])
    expect(Object.fromEntries(clients)).toEqual({
      'timesheets-spa': true,
      'timesheets-backend': false,
      'timesheets-docs': true,
      'timesheets-import': false,
    })
  })

  it('leaves little to the browser of what the back-end may do', () => {
    const backend = tenant.clients.find(({ clientId }) => clientId === 'timesheets-backend')
    expect(backend).toMatchObject({
      frontChannelScopes: ['read:timesheets'],
      frontChannelLifetime: 300,
    })
  })

  it('tells the back-end, and no page, when a session is over', () => {
    const told = tenant.clients.map(({ clientId, backchannelLogoutUri }) => [
      clientId,
      backchannelLogoutUri,
    ])
    expect(Object.fromEntries(told)).toEqual({
      'timesheets-spa': undefined,
      'timesheets-backend': 'http://localhost:3002/logout/backchannel',
      'timesheets-docs': undefined,
      'timesheets-import': undefined,
    })
  })

  it('calls back to the redirection endpoints of the SPA and of the API’s page, nowhere else', () => {
    const callbacks = new Set(tenant.clients.flatMap(({ callbackUrls }) => callbackUrls))
    expect([...callbacks]).toEqual([
      'http://localhost:5173/callback',
      'http://localhost:5173/silent-renew.html',
      'http://localhost:3001/docs',
    ])
  })
})
