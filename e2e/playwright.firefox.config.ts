import { defineConfig } from '@playwright/test'
import { stackFile } from './fixtures/stack.ts'

process.env['E2E_STACK'] ??= stackFile()
const executablePath = process.env['FIREFOX_PATH']
if (!executablePath) throw new Error('"FIREFOX_PATH" is not set: `npm run test:firefox` sets it')

/** What a browser's cookies, storage and history decide, once more in a stock Firefox. */
export default defineConfig({
  testDir: 'flows',
  testMatch: /(session|implicit|denied|background|real-life|blocked)\.spec\.ts$/,
  // BiDi cannot take the network away
  grepInvert: /\(R37/,
  globalSetup: './fixtures/start-stack.ts',
  outputDir: 'test-results',
  fullyParallel: true,
  workers: 1,
  forbidOnly: true,
  // not for the app's sake: now and then BiDi reports a navigation as aborted that went on
  retries: 2,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: 'list',
  use: {
    browserName: 'firefox',
    // driven by WebDriver BiDi: the browser as distributions ship it, and not Playwright's own build
    channel: 'moz-firefox',
    launchOptions: { executablePath },
    trace: 'off',
    video: 'off',
    screenshot: 'off',
  },
})
