import { execFile } from 'node:child_process'
import { cp, glob, mkdir, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { transformFile, type Options } from '@swc/core'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const run = promisify(execFile)

/** Sources that Node runs, by workspace: each pair is compiled file by file. */
const compiled: Readonly<Record<string, readonly (readonly [from: string, to: string])[]>> = {
  'packages/conformance': [['src', 'dist']],
  'packages/relying-party': [['src', 'dist']],
  'packages/contract': [['src', 'dist']],
  'packages/mock-idp': [['src', 'dist']],
  'apps/idp': [['src', 'dist']],
  'apps/api': [['src', 'dist']],
  'apps/backend': [['src', 'dist']],
  'apps/spa': [['server', 'dist/server']],
}

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

async function compile(workspace: string, from: string, to: string): Promise<void> {
  const source = join(root, workspace, from)
  const target = join(root, workspace, to)
  await rm(target, { recursive: true, force: true })
  for await (const file of glob('**/*', { cwd: source, withFileTypes: true })) {
    if (!file.isFile() || /\.(test|spec)\.ts$/.test(file.name)) continue
    const path = join(file.parentPath, file.name)
    const out = join(target, path.slice(source.length))
    await mkdir(dirname(out), { recursive: true })
    if (!path.endsWith('.ts')) {
      await cp(path, out)
      continue
    }
    const { code } = await transformFile(path, swc)
    await writeFile(out.replace(/\.ts$/, '.js'), code)
  }
}

/** Builds the named workspaces, or all of them: swc for what Node runs, Vite for the SPA. */
export async function build(workspaces: readonly string[] = Object.keys(compiled)): Promise<void> {
  await Promise.all(
    workspaces.map(async (workspace) => {
      const pairs = compiled[workspace]
      if (!pairs) throw new Error(`no workspace ${workspace}; known: ${Object.keys(compiled).join(', ')}`)
      if (workspace === 'apps/spa') {
        const vite = join(root, 'apps/spa/node_modules/vite/bin/vite.js')
        await run(process.execPath, [vite, 'build'], { cwd: join(root, workspace) })
      }
      for (const [from, to] of pairs) await compile(workspace, from, to)
    }),
  )
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const named = process.argv.slice(2)
  await build(named.length > 0 ? named : undefined)
}
