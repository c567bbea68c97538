import { readFile } from 'node:fs/promises'
import { parseTenant } from '@frontchannel/mock-idp'
import type { TenantInput } from '@frontchannel/mock-idp'
import { ConfigError } from './config.ts'
import type { Config } from './config.ts'

/**
 * Reads a tenant file, and checks it before anything listens.
 *
 * @throws {ConfigError} if there is none, or it is no JSON
 * @throws {TenantError} naming the path of each problem
 */
export async function readTenant(
  { tenantFile: path, connections }: Pick<Config, 'tenantFile' | 'connections'>,
  variables: Readonly<Record<string, string | undefined>>,
): Promise<TenantInput> {
  const text = await readFile(path, 'utf8').catch(() => {
    throw new ConfigError(`IDP_TENANT: the file ${path} cannot be read`)
  })
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (error) {
    throw new ConfigError(`IDP_TENANT: ${path} is not JSON: ${(error as Error).message}`)
  }
  parseTenant(json, variables)
  const tenant = withConnections(json as TenantInput, connections)
  parseTenant(tenant, variables)
  return tenant
}

/** Switches connections on for every application: those that are named, or all. */
function withConnections(tenant: TenantInput, names: readonly string[] | undefined): TenantInput {
  if (!names) return tenant
  const all = (tenant.connections ?? []).map(({ name }) => name)
  const wanted = names.includes('all') ? all : names
  const unknown = wanted.filter((name) => !all.includes(name))
  if (unknown.length > 0) {
    throw new ConfigError(
      `IDP_CONNECTIONS: the tenant has no ${unknown.join(', ')}; it has ${all.join(', ')}`,
    )
  }
  const clients = (tenant.clients ?? []).map((client) => ({ ...client, connections: [...wanted] }))
  return { ...tenant, clients }
}
