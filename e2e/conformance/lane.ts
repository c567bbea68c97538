import type { Browser, Page } from '@playwright/test'
import { test as base } from '@playwright/test'
import { controlOf, type TenantControl } from '../fixtures/control.ts'
import { startOwnStack, type OwnStack } from '../fixtures/own-stack.ts'
import { rememberLogin, type Configuration } from '../fixtures/tenant.ts'
import { record, type Traffic } from '../fixtures/traffic.ts'
import type { Column } from './plans.ts'

/**
 * A stack of its own: API and back-end trust one issuer, so a provider that may misbehave in any
 * way, and whose log tells of one run alone, needs apps of its own around it.
 */
export const test = base.extend<object, { ownStack: OwnStack }>({
  ownStack: [
    // eslint-disable-next-line no-empty-pattern -- Playwright wants a destructured first parameter
    async ({}, use) => {
      const stack = await startOwnStack()
      await use(stack)
      await stack.stop()
    },
    { scope: 'worker', timeout: 90_000 },
  ],
})

/** The browser and the provider that the runs of one column use one after the other. */
export interface Lane {
  readonly flow: string
  readonly page: Page
  readonly stack: OwnStack
  readonly provider: TenantControl
  readonly traffic: Traffic
  /** As new: a user who is logged in at the provider alone, and a provider that does nothing wrong. */
  readonly clear: () => Promise<void>
  readonly close: () => Promise<void>
}

/**
 * One page for a column and not one for each run: what a browser keeps of the app (files, compiled
 * code) is no part of a verdict, and half of a run's time.
 */
export async function openLane(browser: Browser, stack: OwnStack, column: Column): Promise<Lane> {
  const context = await browser.newContext({ baseURL: stack.spa })
  const page = await context.newPage()
  const traffic = record(page)
  const provider = controlOf(stack)
  await configure(page, stack, configurationOf(column))
  await page.goto('/')
  return {
    flow: column.flow,
    page,
    stack,
    provider,
    traffic,
    async clear() {
      await page.evaluate(() => {
        localStorage.clear()
        sessionStorage.clear()
      })
      await Promise.all([provider.reset(), context.clearCookies()])
      await rememberLogin(context, provider, 'auth0|employee')
      traffic.forget()
    },
    close: () => context.close(),
  }
}

function configurationOf({ flow, responseMode }: Column): Configuration {
  // a code that the back-end redeems belongs to the back-end's registration
  const clientId = redeemedByBackEnd(flow) ? { clientId: 'timesheets-backend' } : {}
  return { flow, ...clientId, ...(responseMode !== undefined && { responseMode }) }
}

export const redeemedByBackEnd = (flow: string): boolean => flow.startsWith('code ')

/** Not by `page.route`, which would switch the browser's cache off. */
async function configure(page: Page, { spa }: OwnStack, changes: Configuration): Promise<void> {
  const told = (await (await fetch(`${spa}/config.json`)).json()) as object
  const body = Buffer.from(JSON.stringify({ ...told, ...changes })).toString('base64')
  const client = await page.context().newCDPSession(page)
  client.on('Fetch.requestPaused', ({ requestId }) => {
    const responseHeaders = [{ name: 'Content-Type', value: 'application/json' }]
    const answer = { requestId, responseCode: 200, responseHeaders, body }
    // a page that is left while it asks needs no answer
    client.send('Fetch.fulfillRequest', answer).catch(() => undefined)
  })
  await client.send('Fetch.enable', { patterns: [{ urlPattern: `${spa}/config.json` }] })
}
