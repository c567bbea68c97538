import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { localSessionKeys } from './session-keys.ts'

test('the key of this machine stays the same, and is for its owner alone', () => {
  const folder = mkdtempSync(join(tmpdir(), 'frontchannel-keys-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const key = localSessionKeys(folder)
  expect(key).toMatch(/^local:[A-Za-z0-9_-]{43}$/)
  expect(localSessionKeys(folder)).toBe(key)
  expect(statSync(join(folder, 'session-keys')).mode & 0o077).toBe(0)
})
