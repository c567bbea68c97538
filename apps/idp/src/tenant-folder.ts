import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { TenantInput } from '@frontchannel/mock-idp'
import { ConfigError } from './config.ts'

/** What lies beside a tenant file, in a folder of the same name: `exampleco/` for `exampleco.json`. */
export interface TenantFolder {
  /** The tenants that play upstream providers, by id: each file of `upstream/`. */
  readonly upstream: Readonly<Record<string, TenantInput>>
}

/**
 * Reads the folder of a tenant. A tenant needs none.
 *
 * @throws {ConfigError} naming the file that cannot be used
 */
export async function readTenantFolder(tenantFile: string): Promise<TenantFolder> {
  const folder = tenantFile.replace(/\.json$/, '')
  if (folder === tenantFile || !existsSync(folder)) return { upstream: {} }
  return { upstream: await readUpstream(join(folder, 'upstream')) }
}

async function readUpstream(folder: string): Promise<Record<string, TenantInput>> {
  const files = (await filesOf(folder)).filter((name) => name.endsWith('.json'))
  const tenants = files.map(async (name) => {
    const path = join(folder, name)
    const text = await readFile(path, 'utf8')
    try {
      return [basename(name, '.json'), JSON.parse(text) as TenantInput] as const
    } catch (error) {
      throw new ConfigError(`${path} is not JSON: ${(error as Error).message}`)
    }
  })
  return Object.fromEntries(await Promise.all(tenants))
}

const filesOf = async (folder: string): Promise<readonly string[]> =>
  existsSync(folder) ? (await readdir(folder)).sort() : []
