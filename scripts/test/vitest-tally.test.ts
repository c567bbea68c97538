import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, onTestFinished, test } from 'vitest'
import { root } from '../workspaces.ts'

test('counts what Vitest ran, with the reasons of skips and files that do not load', async () => {
  // below the repository, where the file finds Vitest
  mkdirSync(join(root, '.data'), { recursive: true })
  const folder = mkdtempSync(join(root, '.data', 'tally-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const tally = join(folder, 'tally.json')
  writeFileSync(
    join(folder, 'vitest.config.ts'),
    `export default { test: { include: ['*.case.ts'] } }`,
  )
  writeFileSync(join(folder, 'broken.case.ts'), `throw new Error('does not load')`)
  writeFileSync(
    join(folder, 'mixed.case.ts'),
    `import { expect, test } from 'vitest'
    test('good', () => expect(1).toBe(1))
    test('bad', () => expect(1).toBe(2))
    test('left out', ({ skip }) => skip('no camera'))`,
  )
  const reporter = join(root, 'scripts/test/vitest-tally.ts')
  const run = promisify(execFile)(
    process.execPath,
    [
      join(root, 'node_modules/vitest/vitest.mjs'),
      'run',
      '--root',
      folder,
      `--reporter=${reporter}`,
    ],
    { env: { ...process.env, TALLY_FILE: tally } },
  )
  await expect(run).rejects.toThrow()
  expect(JSON.parse(readFileSync(tally, 'utf8'))).toEqual({
    passed: 1,
    failed: 2,
    skipped: [{ title: 'left out', reason: 'no camera' }],
  })
})
