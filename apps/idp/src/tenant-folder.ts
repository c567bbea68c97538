import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type {
  Hooks,
  LoginPageTemplate,
  Rule,
  TenantCode,
  TenantInput,
} from '@frontchannel/mock-idp'
import { ConfigError } from './config.ts'

/** What lies beside a tenant file, in a folder of the same name: `exampleco/` for `exampleco.json`. */
export interface TenantFolder {
  /** The tenants that play upstream providers, by id: each file of `upstream/`. */
  readonly upstream: Readonly<Record<string, TenantInput>>
  /** Each module of `rules/`, and `hooks`, `login-page` with its style sheet. */
  readonly code: TenantCode
}

/**
 * Reads the folder of a tenant. A tenant needs none.
 *
 * @throws {ConfigError} naming the file that cannot be used
 */
export async function readTenantFolder(tenantFile: string): Promise<TenantFolder> {
  const folder = tenantFile.replace(/\.json$/, '')
  if (folder === tenantFile || !existsSync(folder)) return { upstream: {}, code: {} }
  const [upstream, rules, [hooks], [loginPage], stylesheet] = await Promise.all([
    readUpstream(join(folder, 'upstream')),
    loadModules<Rule>(join(folder, 'rules')),
    loadModules<Hooks>(folder, 'hooks'),
    loadModules<LoginPageTemplate>(folder, 'login-page'),
    readFile(join(folder, 'login-page.css'), 'utf8').catch(() => ''),
  ])
  return {
    upstream,
    code: { rules, stylesheet, ...(hooks && { hooks }), ...(loginPage && { loginPage }) },
  }
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

/** Imports the modules of a folder, in the order of their names: all, or the one that is named. */
async function loadModules<Kind>(folder: string, only?: string): Promise<readonly Kind[]> {
  const names = (await filesOf(folder)).filter(
    (name) => /\.m?[jt]s$/.test(name) && (only === undefined || name.startsWith(`${only}.`)),
  )
  return Promise.all(names.map(async (name) => loadDefault<Kind>(join(folder, name))))
}

async function loadDefault<Kind>(path: string): Promise<Kind> {
  let module: { readonly default?: Kind }
  try {
    module = (await import(pathToFileURL(path).href)) as typeof module
  } catch (error) {
    throw new ConfigError(`${path} cannot be loaded: ${(error as Error).message}`)
  }
  if (module.default === undefined) throw new ConfigError(`${path} has no default export`)
  return module.default
}

const filesOf = async (folder: string): Promise<readonly string[]> =>
  existsSync(folder) ? (await readdir(folder)).sort() : []
