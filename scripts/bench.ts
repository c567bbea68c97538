import { spawnSync } from 'node:child_process'
import { globSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from './workspaces.ts'

/** `npm run bench -- [api|idp|…] [--json FILE] [options of the benchmark]`; without a name, each in turn. */
const [named = '', ...rest] = process.argv.slice(2)
const files = globSync('apps/*/bench/main.ts', { cwd: root }).sort()
const benches = new Map(files.map((file) => [file.split(/[\\/]/)[1] ?? '', join(root, file)]))
const isName = named !== '' && !named.startsWith('-')
if (isName && !benches.has(named)) {
  console.error(`no benchmark "${named}": there is ${[...benches.keys()].join(', ')}`)
  process.exit(1)
}

const options = isName ? rest : process.argv.slice(2)
const at = options.indexOf('--json')
const jsonFile = at < 0 ? undefined : options[at + 1]
const passed = at < 0 ? options : options.toSpliced(at, 2)
const folder = mkdtempSync(join(tmpdir(), 'bench-'))
const reports: Record<string, unknown> = {}

for (const [name, program] of benches) {
  if (isName && name !== named) continue
  console.log(`\n${name}`)
  const report = join(folder, `${name}.json`)
  const { status } = spawnSync(process.execPath, [program, ...passed, '--json', report], {
    stdio: 'inherit',
    env: { ...process.env, NODE_NO_WARNINGS: '1' },
  })
  if (status !== 0) process.exit(status ?? 1)
  reports[name] = JSON.parse(readFileSync(report, 'utf8'))
}
if (jsonFile !== undefined) writeFileSync(jsonFile, `${JSON.stringify(reports, undefined, 2)}\n`)
