import { test as base, type Browser } from '@playwright/test'
import { controlOf } from '../fixtures/control.ts'
import { openLane, type Lane } from '../fixtures/lane.ts'
import { startOwnStack, type OwnStack } from '../fixtures/own-stack.ts'
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

/** What the runs of one column share. */
export interface ColumnLane extends Lane, Pick<Column, 'flow' | 'responseMode'> {
  readonly stack: OwnStack
}

export async function openColumn(
  browser: Browser,
  stack: OwnStack,
  { flow, responseMode }: Column,
): Promise<ColumnLane> {
  const lane = await openLane(browser, stack, controlOf(stack), {
    flow,
    // a code that the back-end redeems belongs to the back-end's registration
    ...(redeemedByBackEnd(flow) && { clientId: 'timesheets-backend' }),
    ...(responseMode && { responseMode }),
  })
  return { ...lane, stack, flow, responseMode }
}

export const redeemedByBackEnd = (flow: string): boolean => flow.startsWith('code ')
