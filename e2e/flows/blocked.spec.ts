import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { BrowserContext, PlaywrightWorkerArgs, TestInfo } from '@playwright/test'
import { clickLogIn, expect, test } from '../fixtures/test.ts'

test('a browser that keeps nothing for any site is told so, at once (R32, R36)', async ({
  playwright,
  stack,
}, info) => {
  const context = await openBlocked(playwright, info)
  const page = await context.newPage()
  const asked: string[] = []
  page.on('request', (request) => asked.push(new URL(request.url()).origin))
  await page.goto(stack.spa)
  // words of the browser: the setting blocks web storage, too
  await expect(page.evaluate(() => localStorage.length)).rejects.toThrow(/denied|insecure/)
  await clickLogIn(page)
  await expect(page.getByRole('alert')).toContainText('keeps nothing for this site')
  expect(page.url()).toBe(`${stack.spa}/`)
  // the metadata, and no visit
  const elsewhere = asked.filter((origin) => origin !== stack.spa)
  expect([...new Set(elsewhere)]).toEqual([new URL(stack.idp).origin])
  await context.browser()?.close()
  await context.close()
})

/** A browser of its own, with the setting "block all cookies". */
async function openBlocked(
  { chromium, firefox }: PlaywrightWorkerArgs['playwright'],
  info: TestInfo,
): Promise<BrowserContext> {
  const { browserName, channel, launchOptions } = info.project.use
  const profile = info.outputPath('profile')
  if (browserName === 'firefox') {
    const firefoxUserPrefs = { 'network.cookie.cookieBehavior': 2 }
    const options = { ...launchOptions, ...(channel && { channel }), firefoxUserPrefs }
    return (await firefox.launch(options)).newContext()
  }
  mkdirSync(join(profile, 'Default'), { recursive: true })
  const preferences = { profile: { default_content_setting_values: { cookies: 2 } } }
  writeFileSync(join(profile, 'Default', 'Preferences'), JSON.stringify(preferences))
  return chromium.launchPersistentContext(profile, launchOptions)
}
