import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readTenant } from './read-tenant.ts'

const tenantFile = join(mkdtempSync(join(tmpdir(), 'tenant-')), 'tenant.json')
writeFileSync(
  tenantFile,
  JSON.stringify({
    name: 'Test',
    connections: [
      { strategy: 'auth0', name: 'passwords' },
      { strategy: 'sms', name: 'sms' },
    ],
    clients: [{ clientId: 'spa', name: 'SPA', type: 'spa', connections: ['passwords'] }],
  }),
)

const connectionsWith = async (connections: readonly string[] | undefined) => {
  const { clients } = await readTenant(
    { tenantFile, connections: connections && [...connections] },
    {},
  )
  return clients?.[0]?.connections
}

describe('readTenant', () => {
  it.each([
    [undefined, ['passwords']],
    [['sms'], ['sms']],
    [['all'], ['passwords', 'sms']],
  ])('switches connections on: %j', async (connections, expected) => {
    expect(await connectionsWith(connections)).toEqual(expected)
  })

  it('names a connection that the tenant does not have', async () => {
    await expect(connectionsWith(['smss'])).rejects.toThrow(
      'IDP_CONNECTIONS: the tenant has no smss; it has passwords, sms',
    )
  })
})
