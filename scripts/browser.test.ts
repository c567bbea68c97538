import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { findBrowser } from './browser.ts'
import { candidates, findInstalled } from './browser/installed.ts'
import { obtain, type Source } from './browser/obtain.ts'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'browser-test-'))
})

afterEach(() => {
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true })
})

function program(name: string, prints: string): string {
  const path = join(folder, name)
  writeFileSync(path, `#!/bin/sh\necho '${prints}'\n`)
  chmodSync(path, 0o755)
  return path
}

describe('findBrowser', () => {
  test('takes CHROMIUM_PATH before anything else', async () => {
    const path = program('mine', 'Chromium 150.0')
    vi.stubEnv('CHROMIUM_PATH', path)
    expect(await findBrowser()).toMatchObject({ path })
  })

  test('refuses a CHROMIUM_PATH that is no browser instead of taking another', async () => {
    vi.stubEnv('CHROMIUM_PATH', program('mine', 'hello'))
    await expect(findBrowser()).rejects.toThrow(/CHROMIUM_PATH is ".*mine"/)
  })

  test('keeps the browser from calling home', async () => {
    vi.stubEnv('CHROMIUM_PATH', program('mine', 'Chromium 150.0'))
    expect((await findBrowser()).args).toContain('--disable-background-networking')
  })
})

describe('findInstalled', () => {
  test('passes over a program of the name that only asks for a snap', async () => {
    program('google-chrome', 'please install the snap')
    const real = program('chromium', 'Chromium 150.0 built on Debian')
    expect(await findInstalled({ PATH: folder })).toBe(real)
  })
})

describe('candidates', () => {
  test('knows where Windows and macOS keep browsers', () => {
    expect(candidates('win32', { PROGRAMFILES: 'C:/Program Files' })).toContain(
      join('C:/Program Files', 'Google/Chrome/Application/chrome.exe'),
    )
    expect(candidates('darwin', {})).toContain(
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    )
  })
})

describe('obtain', () => {
  const source = (name: string, fetch: () => Promise<unknown>): Source => ({
    name,
    find: () => join(folder, name),
    fetch,
  })
  const refuses = source('closed', () => Promise.reject(new Error('no network')))

  test('takes the first source that brings a browser that starts', async () => {
    const broken = source('broken', async () => program('broken', 'error while loading libraries'))
    const good = source('good', async () => program('good', 'Chromium 150.0'))
    const told: string[] = []
    expect(await obtain([refuses, broken, good], (text) => told.push(text))).toEqual({
      path: join(folder, 'good'),
    })
    expect(told).toHaveLength(3)
  })

  test('fetches nothing when a later source already has one', async () => {
    program('there', 'Chromium 150.0')
    const there = source('there', () => Promise.reject(new Error('fetched')))
    expect(await obtain([refuses, there], () => undefined)).toEqual({ path: join(folder, 'there') })
  })

  test('says why each source failed', async () => {
    expect(await obtain([refuses], () => undefined)).toEqual({ reasons: ['closed: no network'] })
  })
})
