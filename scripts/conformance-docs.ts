import { join } from 'node:path'
import { readFileSync } from 'node:fs'
import { findBrowser } from './browser.ts'
import { build } from './build.ts'
import { writeDocument } from './docs/markdown.ts'
import { onStop } from './stack/on-stop.ts'
import { outcomesOf, type PlaywrightReport } from './test/playwright-report.ts'
import { runTool, stopTools } from './test/tool.ts'
import { root } from './workspaces.ts'

onStop(stopTools, 1)
await build()
const { path } = await findBrowser(console.log)
const cwd = join(root, 'e2e')
process.exitCode = await runTool(
  'e2e/node_modules/@playwright/test/cli.js',
  ['test', 'conformance/'],
  { cwd, env: { CHROMIUM_PATH: path } },
)
const report = readFileSync(join(cwd, 'test-results/report.json'), 'utf8')
const outcomes = outcomesOf(JSON.parse(report) as PlaywrightReport)
// after the build: the rows import a package as Node sees it
const { conformanceDocument } = await import('./docs/conformance.ts')
const document = await conformanceDocument((title) => outcomes.get(title) ?? 'not run')
writeDocument(document)
console.log(`wrote ${document.path}`)
