import { join } from 'node:path'
import { readEnvironment } from './environment.ts'
import { narrator } from './stack/narrator.ts'
import { overview } from './stack/overview.ts'
import { supervise } from './stack/supervise.ts'
import { root } from './workspaces.ts'

const watch = process.argv.includes('--watch')
const startedAt = Number(process.env['STARTED_AT'] ?? performance.timeOrigin)
const env = readEnvironment()

await supervise({ env, dataDir: join(root, '.data'), watch, onEvent: narrator(watch) }, (stack) => {
  const seconds = ((Date.now() - startedAt) / 1000).toFixed(1)
  console.log(overview(stack))
  console.log(`ready in ${seconds} s: open ${stack.urls.spa} (Ctrl-C stops everything)`)
})
