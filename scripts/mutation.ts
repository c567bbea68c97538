import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { onStop } from './stack/on-stop.ts'
import { runTool, stopTools } from './test/tool.ts'
import { root } from './workspaces.ts'

// Not among the dependencies: 40 MB that nobody needs to run, test or change the product.
const version = '10.1.1'
const folder = join(root, '.data', 'mutation')
const original = join(root, 'packages', 'relying-party')
// at the same depth, so that its tsconfig finds the one it extends
const copy = join(folder, 'packages', 'relying-party')
const plugin = 'node_modules/@stryker-mutator/vitest-runner/dist/src/index.js'

onStop(stopTools, 1)
rmSync(join(folder, 'packages'), { recursive: true, force: true })
mkdirSync(copy, { recursive: true })
if (!existsSync(join(folder, plugin))) {
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, type: 'module' }))
  const packages = ['core', 'vitest-runner'].map((name) => `@stryker-mutator/${name}@${version}`)
  const flags = ['--no-audit', '--no-fund', '--legacy-peer-deps']
  execFileSync('npm', ['install', ...flags, ...packages], { cwd: folder, stdio: 'inherit' })
  // the one that the tests are written for
  symlinkSync(join(root, 'node_modules', 'vitest'), join(folder, 'node_modules', 'vitest'))
}
cpSync(join(root, 'tsconfig.base.json'), join(folder, 'tsconfig.base.json'))
cpSync(original, copy, {
  recursive: true,
  filter: (path) => !/node_modules|dist$|\.stryker-tmp/.test(path.slice(original.length)),
})
symlinkSync(join(original, 'node_modules'), join(copy, 'node_modules'))

// `npm run mutation -- src/end-session.ts` tries some files instead of all
const named = process.argv.slice(2)
writeFileSync(
  join(copy, 'stryker.config.json'),
  JSON.stringify({
    testRunner: 'vitest',
    plugins: [join(folder, plugin)],
    vitest: { configFile: 'vitest.mutation.config.ts' },
    mutate: [...(named.length > 0 ? named : ['src/**/*.ts']), '!src/**/*.test.ts', '!src/index.ts'],
    coverageAnalysis: 'perTest',
    // mutants of a module's constants would need a fresh process each
    ignoreStatic: true,
    inPlace: true,
    timeoutMS: 20_000,
    reporters: ['clear-text', 'progress-append-only', 'html'],
    thresholds: { high: 95, low: 90, break: 90 },
  }),
)
process.exitCode = await runTool(
  '.data/mutation/node_modules/@stryker-mutator/core/bin/stryker.js',
  ['run'],
  { cwd: copy },
)
