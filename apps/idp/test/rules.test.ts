import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { RuleContext, RuleUser } from '@frontchannel/mock-idp'
import { describe, expect, it } from 'vitest'
import { readTenantFolder } from '../src/tenant-folder.ts'
import asDocumented from '../tenants/exampleco/rules/access-token-scopes-as-documented.ts'
import hooks from '../tenants/exampleco/hooks.ts'

const demo = await readTenantFolder(join(import.meta.dirname, '../tenants/exampleco.json'))

const user = (...permissions: readonly string[]): RuleUser => ({
  user_id: 'auth0|x',
  email: 'x@example.com',
  email_verified: true,
  name: 'X',
  identities: [],
  user_metadata: {},
  app_metadata: {},
  permissions,
})

const context = (requested: readonly string[], granted = requested): RuleContext => ({
  clientID: 'timesheets-spa',
  clientName: 'Timesheets',
  connection: 'fabrikam',
  connectionStrategy: 'samlp',
  protocol: 'oidc-implicit-profile',
  sessionID: 's',
  audience: 'https://timesheets.example.com/api',
  stats: { loginsCount: 1 },
  request: { query: {}, ip: undefined },
  authorization: { requestedScopes: requested, grantedScopes: granted },
  idToken: {},
  accessToken: {},
})

describe('the rules of the demo', () => {
  it('set roles, keep scopes least, and say who came by what', async () => {
    const manager = user('read:timesheets', 'approve:timesheets')
    const login = context(['openid', 'read:timesheets', 'create:timesheets'])
    const rules = [...(demo.code.rules ?? [])].sort((one, other) => one.order - other.order)
    for (const { enabled, run } of rules) if (enabled !== false) await run(manager, login)
    expect(manager.roles).toEqual(['Manager'])
    expect(login.accessToken).toEqual({
      scope: ['openid', 'read:timesheets'],
      'https://timesheets.example.com/email': 'x@example.com',
      'https://timesheets.example.com/name': 'X',
    })
    expect(login.idToken).toEqual({ 'https://timesheets.example.com/connection': 'fabrikam' })
  })

  it('hold the rule of the documents, which gives all permissions, and keep it off', () => {
    const login = context(['openid', 'read:timesheets'])
    asDocumented.run(user('read:timesheets', 'approve:timesheets'), login)
    expect(login.accessToken.scope).toEqual(['openid', 'read:timesheets', 'approve:timesheets'])
    expect(asDocumented.enabled).toBe(false)
  })

  it('let nobody sign up with a throwaway address', () => {
    expect(() => hooks.preUserRegistration({ email: 'a@mailinator.com' })).toThrow('of yours')
    expect(hooks.preUserRegistration({ email: 'a@example.com' })).toHaveProperty('appMetadata')
  })
})

describe('readTenantFolder', () => {
  it('finds nothing beside a tenant file that has no folder', async () => {
    expect(await readTenantFolder('/nowhere/tenant.json')).toEqual({ upstream: {}, code: {} })
  })

  it.each([
    ['rules/broken.mjs', 'throw new Error("no")', 'cannot be loaded: no'],
    ['rules/empty.mjs', 'export const a = 1', 'has no default export'],
    ['upstream/broken.json', '{', 'is not JSON'],
  ])('names the file that cannot be used: %s', async (name, content, reason) => {
    const folder = join(mkdtempSync(join(tmpdir(), 'tenant-')), 'mine')
    for (const part of ['rules', 'upstream']) mkdirSync(join(folder, part), { recursive: true })
    writeFileSync(join(folder, name), content)
    await expect(readTenantFolder(`${folder}.json`)).rejects.toThrow(reason)
  })
})
