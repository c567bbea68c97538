import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { root } from '../workspaces.ts'
import { works } from './installed.ts'

const run = promisify(execFile)
const minute = 60_000

/** One way to get a browser. `find` says where it is once it is there; `fetch` brings it. */
export interface Source {
  readonly name: string
  readonly find: () => string | undefined
  readonly fetch: () => Promise<unknown>
}

const playwright = createRequire(join(root, 'e2e', 'package.json')).resolve(
  '@playwright/test/package.json',
)

const playwrightDownload: Source = {
  name: 'Playwright',
  find() {
    const inPlaywright = createRequire(createRequire(playwright).resolve('playwright/package.json'))
    const { chromium } = inPlaywright('playwright-core') as {
      chromium: { executablePath(): string }
    }
    return chromium.executablePath()
  },
  fetch: () =>
    run(process.execPath, [join(playwright, '..', 'cli.js'), 'install', 'chromium', '--no-shell'], {
      timeout: 3 * minute,
    }),
}

const debianPackage: Source = {
  name: 'apt-get',
  find: () => '/usr/bin/chromium',
  async fetch() {
    if (process.getuid?.() !== 0) throw new Error('only root may install packages')
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    await run('apt-get', ['update'], { env, timeout: 2 * minute })
    const packages = ['chromium', 'fonts-liberation']
    await run('apt-get', ['install', '-y', '--no-install-recommends', ...packages], {
      env,
      timeout: 5 * minute,
    })
  },
}

const cache = join(root, '.data', 'chromium')
const wrapper = join(cache, 'run-chromium')

/** A Chromium with its libraries inside an npm package, for machines that reach the npm registry alone. */
const npmPackage: Source = {
  name: '@sparticuz/chromium',
  find: () => wrapper,
  async fetch() {
    if (`${process.platform} ${process.arch}` !== 'linux x64')
      throw new Error('only for Linux on x64')
    mkdirSync(cache, { recursive: true })
    const options = ['--no-save', '--no-audit', '--no-fund', '--prefix', cache]
    await run('npm', ['install', ...options, '@sparticuz/chromium@153.0.0'], {
      timeout: 5 * minute,
    })
    const unpack = `import chromium from '@sparticuz/chromium'; await chromium.executablePath()`
    await run(process.execPath, ['--input-type=module', '-e', unpack], {
      cwd: cache,
      // it unpacks its libraries only where it takes the machine for AWS Lambda
      env: { ...process.env, TMPDIR: cache, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x' },
      timeout: 2 * minute,
    })
    const settings = `LD_LIBRARY_PATH='${join(cache, 'al2023', 'lib')}' FONTCONFIG_PATH='${join(cache, 'fonts')}'`
    writeFileSync(wrapper, `#!/bin/sh\n${settings} exec '${join(cache, 'chromium')}' "$@"\n`, {
      mode: 0o755,
    })
  },
}

export const sources: readonly Source[] = [playwrightDownload, debianPackage, npmPackage]

/** The browser of the first source that has or gets one that starts; else the reasons why none did. */
export async function obtain(
  from: readonly Source[],
  onProgress: (text: string) => void,
): Promise<{ path: string } | { reasons: string[] }> {
  const present = async ({ find }: Source) => {
    const path = find()
    return path !== undefined && existsSync(path) && (await works(path)) ? path : undefined
  }
  for (const source of from) {
    const path = await present(source)
    if (path !== undefined) return { path }
  }
  const reasons: string[] = []
  for (const source of from) {
    onProgress(`getting a browser from ${source.name} …`)
    try {
      await source.fetch()
      const path = await present(source)
      if (path !== undefined) return { path }
      reasons.push(`${source.name}: what it brought does not start`)
    } catch (error) {
      const [first = ''] = (error instanceof Error ? error.message : String(error)).split('\n')
      reasons.push(`${source.name}: ${first}`)
    }
  }
  return { reasons }
}
