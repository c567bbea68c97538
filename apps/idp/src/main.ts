import process from 'node:process'
import { TenantError } from '@frontchannel/mock-idp'
import { readArguments, usage } from './arguments.ts'
import { ConfigError, readConfig } from './config.ts'
import { logLine } from './log-line.ts'
import { start } from './start.ts'

const print = (line: string): void => void process.stdout.write(`${line}\n`)

async function run(): Promise<void> {
  const given = readArguments(process.argv.slice(2))
  if (!given) {
    process.stdout.write(usage)
    return
  }
  const config = readConfig(given)
  const { idp, control, close } = await start(config, (entry) => print(logLine(entry)))
  const { issuer } = idp
  print(JSON.stringify({ level: 'info', message: 'listening', issuer, control: control?.url }))
  // a secret that was given is known; one that was made up is printed, or nobody could use it
  if (control && config.control?.secret === undefined) {
    print(JSON.stringify({ level: 'info', message: 'control secret', secret: control.secret }))
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void close())
}

try {
  await run()
} catch (error) {
  if (!(error instanceof ConfigError || error instanceof TenantError)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 1
}
