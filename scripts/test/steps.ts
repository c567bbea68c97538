import { existsSync, globSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { findBrowser } from '../browser.ts'
import { build } from '../build.ts'
import { root } from '../workspaces.ts'
import { countPlaywright, type PlaywrightReport } from './playwright-report.ts'
import { judge, single, sum, type Tally } from './tally.ts'
import { runTool, type Print } from './tool.ts'

export interface Step {
  readonly name: string
  /** Makes no sense unless these passed. */
  readonly needs?: readonly string[]
  readonly run: (print: Print) => Promise<Tally>
}

const formatted = checkWith('node_modules/prettier/bin/prettier.cjs', '--check', '.')

/** In order of speed: who broke the format learns it in seconds. Steps of one round run side by side. */
export const rounds: readonly (readonly Step[])[] = [
  [{ name: 'format', run: formatted }],
  [{ name: 'code', run: checkCode }],
  [{ name: 'unit', run: runUnitTests }],
  [{ name: 'build', run: buildAll }],
  [{ name: 'e2e', needs: ['build'], run: runEndToEndTests }],
]

function checkWith(program: string, ...args: readonly string[]): Step['run'] {
  return async (print) => single((await runTool(program, args, { print })) === 0)
}

/** Types and lint, in pieces of about the same size. */
async function checkCode(print: Print): Promise<Tally> {
  const projects = globSync('{packages/*,apps/*,bench,e2e,lint,scripts}/tsconfig.json', {
    cwd: root,
  })
    .map(dirname)
    .sort()
  const [vue, plain] = partition(projects, usesVue)
  const [packages, others] = partition(plain, (project) => project.startsWith('packages/'))
  const ignored = plain.map((project) => `--ignore-pattern=${project}/**`)
  const outcomes = await Promise.all([
    checkWith('scripts/test/check-code.ts', ...packages)(print),
    checkWith('scripts/test/check-code.ts', ...others)(print),
    checkWith('node_modules/eslint/bin/eslint.js', '--max-warnings=0', ...ignored, '.')(print),
    ...vue.map((project) =>
      checkWith(`${project}/node_modules/vue-tsc/bin/vue-tsc.js`, '--project', project)(print),
    ),
  ])
  return sum(outcomes)
}

const usesVue = (project: string): boolean =>
  existsSync(join(root, project, 'node_modules/vue-tsc'))

function partition<T>(all: readonly T[], matches: (one: T) => boolean): [T[], T[]] {
  return [all.filter((one) => matches(one)), all.filter((one) => !matches(one))]
}

async function runUnitTests(print: Print): Promise<Tally> {
  const file = freshReport('.data/reports/unit.json')
  const reporters = ['--reporter=default', '--reporter=./scripts/test/vitest-tally.ts']
  // Vitest leaves a core to the person who waits
  const options = ['run', '--maxWorkers=100%', ...reporters]
  const exitCode = await runTool('node_modules/vitest/vitest.mjs', options, {
    print,
    env: { TALLY_FILE: file },
  })
  return judge((read(file) as Tally | undefined) ?? single(false), exitCode)
}

async function buildAll(print: Print): Promise<Tally> {
  try {
    await build({ onProgress: (workspace, state) => print(`${state} ${workspace}\n`) })
    return single(true)
  } catch (error) {
    print(`${error instanceof Error ? error.message : String(error)}\n`)
    return single(false)
  }
}

async function runEndToEndTests(print: Print): Promise<Tally> {
  const { path } = await findBrowser((text) => print(`${text}\n`))
  const file = freshReport('e2e/test-results/report.json')
  const exitCode = await runTool('e2e/node_modules/@playwright/test/cli.js', ['test'], {
    print,
    cwd: join(root, 'e2e'),
    env: { CHROMIUM_PATH: path },
  })
  const report = read(file) as PlaywrightReport | undefined
  return judge(report ? countPlaywright(report) : single(false), exitCode)
}

/** The path of a report that no earlier run has written. */
function freshReport(path: string): string {
  const file = join(root, path)
  mkdirSync(dirname(file), { recursive: true })
  rmSync(file, { force: true })
  return file
}

function read(file: string): unknown {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined
}
