import type { Page } from '@playwright/test'
import { controlOf, type TenantControl } from '../fixtures/control.ts'
import { startOwnStack } from '../fixtures/own-stack.ts'
import type { Stack } from '../fixtures/stack.ts'
import { configureSpa, rememberLogin, type Configuration } from '../fixtures/tenant.ts'
import { test as base } from '../fixtures/test.ts'

/** The provider that a run of a module is about. */
export interface Provider extends TenantControl {
  /** Logs the user in there and configures the SPA, so that a click on Log in comes straight back. */
  readonly enter: (page: Page, configuration: Configuration) => Promise<void>
}

/**
 * A stack for each worker: API and back-end trust one issuer, so a provider that may misbehave
 * in any way, and whose log tells of one test alone, needs apps of its own around it.
 */
export const test = base.extend<{ provider: Provider }, { ownStack: Stack }>({
  ownStack: [
    // eslint-disable-next-line no-empty-pattern -- Playwright wants a destructured first parameter
    async ({}, use) => {
      const { stop, ...stack } = await startOwnStack()
      await use(stack)
      await stop()
    },
    { scope: 'worker', timeout: 90_000 },
  ],
  stack: async ({ ownStack }, use) => use(ownStack),
  provider: async ({ ownStack }, use) => {
    const control = controlOf(ownStack)
    await control.reset()
    await use({
      ...control,
      async enter(page, configuration) {
        await configureSpa(page, configuration)
        await rememberLogin(page.context(), control, 'auth0|employee')
      },
    })
  },
})
