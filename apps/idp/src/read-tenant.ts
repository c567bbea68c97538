import { readFile } from 'node:fs/promises'
import { parseTenant } from '@frontchannel/mock-idp'
import type { TenantInput } from '@frontchannel/mock-idp'
import { ConfigError } from './config.ts'

/**
 * Reads a tenant file, and checks it before anything listens.
 *
 * @throws {ConfigError} if there is none, or it is no JSON
 * @throws {TenantError} naming the path of each problem
 */
export async function readTenant(
  path: string,
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
  return json as TenantInput
}
