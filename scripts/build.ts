import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { cp, glob, mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { promisify } from 'node:util'
import type { Options } from '@swc/core'
import { hashOfSources, isCurrent, markCurrent } from './build/stamp.ts'
import { dependenciesOf, root } from './workspaces.ts'

const run = promisify(execFile)

/** Sources that Node runs, by workspace: each pair is compiled file by file. */
const compiled: Readonly<Record<string, readonly [from: string, to: string]>> = {
  'packages/conformance': ['src', 'dist'],
  'packages/relying-party': ['src', 'dist'],
  'packages/contract': ['src', 'dist'],
  'packages/mock-idp': ['src', 'dist'],
  'apps/idp': ['src', 'dist'],
  'apps/api': ['src', 'dist'],
  'apps/backend': ['src', 'dist'],
  'apps/spa': ['server', 'dist/server'],
}

/** Bundled for browsers, together with the packages' sources. */
const bundled: readonly string[] = ['apps/spa']

const swc: Options = {
  jsc: {
    parser: { syntax: 'typescript', decorators: true },
    target: 'es2023',
    // Nest reads constructor types at run time
    transform: { legacyDecorator: true, decoratorMetadata: true },
    // @ts-expect-error -- swc knows the option, its types do not yet
    rewriteRelativeImportExtensions: true,
  },
  module: { type: 'es6' },
  sourceMaps: 'inline',
}

export interface BuildOptions {
  readonly workspaces?: readonly string[]
  readonly except?: readonly string[]
  readonly onProgress?: (workspace: string, state: 'building' | 'built') => void
  readonly signal?: AbortSignal | undefined
}

/** Builds what is stale: swc for what Node runs, Vite for the SPA. Resolves with what was built. */
export async function build(options: BuildOptions = {}): Promise<string[]> {
  const named = options.workspaces ?? Object.keys(compiled)
  const workspaces = named.filter((workspace) => !options.except?.includes(workspace))
  const built = await Promise.all(
    workspaces.map(async (workspace) => {
      const isBundled = bundled.includes(workspace)
      const hash = hashOfSources([workspace, ...(isBundled ? dependenciesOf(workspace) : [])])
      if (isCurrent(workspace, hash)) return []
      options.onProgress?.(workspace, 'building')
      if (isBundled) await bundle(workspace, options.signal)
      await compile(workspace)
      markCurrent(workspace, hash)
      options.onProgress?.(workspace, 'built')
      return [workspace]
    }),
  )
  return built.flat()
}

async function bundle(workspace: string, signal: AbortSignal | undefined): Promise<void> {
  const folder = join(root, workspace)
  const vite = join(folder, 'node_modules/vite/bin/vite.js')
  try {
    await run(process.execPath, [vite, 'build', '--logLevel', 'warn'], { cwd: folder, signal })
  } catch (error) {
    const { stderr, stdout } = error as { stderr?: string; stdout?: string }
    throw new Error(`${workspace} does not build:\n${stdout ?? ''}${stderr ?? ''}`, {
      cause: error,
    })
  }
}

async function compile(workspace: string): Promise<void> {
  const paths = compiled[workspace]
  if (!paths)
    throw new Error(`no workspace ${workspace}; known: ${Object.keys(compiled).join(', ')}`)
  const [source, target] = paths.map((path) => join(root, workspace, path)) as [string, string]
  // apart, so that a source that does not compile leaves the old output alone
  const making = `${target}.${process.pid}`
  try {
    await compileInto(making, source)
    await rm(target, { recursive: true, force: true })
    if (existsSync(making)) await rename(making, target)
  } finally {
    await rm(making, { recursive: true, force: true })
  }
}

async function compileInto(target: string, source: string): Promise<void> {
  const { transformFile } = await import('@swc/core')
  for await (const file of glob('**/*', { cwd: source, withFileTypes: true })) {
    if (!file.isFile() || /\.(test|spec)\.ts$/.test(file.name)) continue
    const path = join(file.parentPath, file.name)
    const out = join(target, relative(source, path))
    await mkdir(dirname(out), { recursive: true })
    if (path.endsWith('.ts')) {
      const { code } = await transformFile(path, swc)
      await writeFile(out.replace(/\.ts$/, '.js'), code)
    } else await cp(path, out)
  }
}

if (process.argv[1] === import.meta.filename) {
  const named = process.argv.slice(2)
  await build({
    ...(named.length > 0 && { workspaces: named }),
    onProgress: (workspace, state) => console.log(`${state} ${workspace}`),
  })
}
