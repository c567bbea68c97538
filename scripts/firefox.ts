import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { build } from './build.ts'
import { onStop } from './stack/on-stop.ts'
import { runTool, stopTools } from './test/tool.ts'
import { root } from './workspaces.ts'

const names = ['firefox', 'firefox-esr', 'firefox.exe']
const usual = ['/Applications/Firefox.app/Contents/MacOS/firefox', '/snap/bin/firefox']

/** A Firefox as distributions ship it: FIREFOX_PATH, else one that is installed. */
function findFirefox(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean)
  const onPath = folders.flatMap((folder) => names.map((name) => join(folder, name)))
  return process.env['FIREFOX_PATH'] ?? [...onPath, ...usual].find((path) => existsSync(path))
}

const path = findFirefox()
if (path === undefined) {
  console.log('Nothing was tested: there is no Firefox. Install one, or set FIREFOX_PATH to it.')
} else {
  onStop(stopTools, 1)
  await build()
  process.exitCode = await runTool(
    'e2e/node_modules/@playwright/test/cli.js',
    ['test', '--config', 'playwright.firefox.config.ts', ...process.argv.slice(2)],
    { cwd: join(root, 'e2e'), env: { FIREFOX_PATH: path } },
  )
}
