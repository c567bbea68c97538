import { join } from 'node:path'
import { findBrowser } from './browser.ts'
import { build } from './build.ts'
import { onStop } from './stack/on-stop.ts'
import { runTool, stopTools } from './test/tool.ts'
import { root } from './workspaces.ts'

onStop(stopTools, 1)
await build()
const { path } = await findBrowser(console.log)
const playwright = 'e2e/node_modules/@playwright/test/cli.js'
process.exitCode = await runTool(playwright, ['test', 'pictures/'], {
  cwd: join(root, 'e2e'),
  env: { CHROMIUM_PATH: path, UPDATE_PICTURES: '1' },
})
