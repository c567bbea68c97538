import { defineConfig } from '@playwright/test'
import { findBrowser } from '../scripts/browser.ts'
import { stackFile } from './fixtures/stack.ts'

const browser = await findBrowser()
process.env['E2E_STACK'] ??= stackFile()

export default defineConfig({
  testDir: '.',
  testMatch: '**/*.spec.ts',
  globalSetup: './fixtures/start-stack.ts',
  outputDir: 'test-results',
  fullyParallel: true,
  workers: 2,
  forbidOnly: true,
  // a test that passes on the second try has failed once
  retries: 0,
  timeout: 30_000,
  expect: { timeout: 7_000 },
  reporter: [['list'], ['json', { outputFile: 'test-results/report.json' }]],
  use: {
    browserName: 'chromium',
    launchOptions: { executablePath: browser.path, args: [...browser.args] },
    // traces and videos would hold tokens
    trace: 'off',
    video: 'off',
    screenshot: 'off',
  },
})
