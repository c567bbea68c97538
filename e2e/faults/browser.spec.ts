import { faults, type Fault } from '@frontchannel/conformance/faults'
import { controlOf, createTenant } from '../fixtures/control.ts'
import { openLane, type Lane } from '../fixtures/lane.ts'
import { readStack } from '../fixtures/stack.ts'
import { aToken, everythingStored } from '../fixtures/storage.ts'
import { accountMenu, clickLogIn, expect, test } from '../fixtures/test.ts'

const flow = 'id_token token'

/**
 * The rows that the browser has a say in: what an address can hold and how it is read, what a page
 * makes of text, which answers `fetch` gives away. Every row, these too, meets every flow in
 * packages/relying-party, without a browser.
 */
const decided = [
  'authorization-response.channel.swapped',
  'authorization-response.channel.both',
  'authorization-response.channel.empty',
  'authorization-response.size.8k',
  'authorization-response.size.64k',
  'authorization-response.encoding.percent-20',
  'authorization-response.encoding.broken',
  'authorization-response.proto.polluting',
  'authorization-response.error.markup',
  'authorization-response.error.long',
  'authorization-response.error.bidirectional',
  'authorization-response.error.script-uri',
  'authorization-response.error.with-tokens',
  'id-token.claims.unicode',
  'id-token.claims.hostile',
  'http.discovery.cut',
  'http.discovery.redirect',
  'http.jwks.cut',
  'http.jwks.redirect',
] as const satisfies readonly (typeof faults)[number]['id'][]

// whoever reloads the redirection endpoint brings no response either, and is refused nothing
const likeReload = 'authorization-response.channel.empty'

test.describe.configure({ mode: 'default' })

test.describe('a fault that meets the browser', () => {
  let lane: Lane
  const dialogs: string[] = []
  test.beforeAll(async ({ browser }) => {
    const stack = readStack()
    const { id, issuer } = await createTenant(stack)
    lane = await openLane(browser, stack, controlOf(stack, id), { flow, issuer })
    lane.page.on('dialog', async (dialog) => {
      dialogs.push(dialog.message())
      await dialog.dismiss()
    })
  })
  test.afterAll(async () => {
    await lane.close()
    await lane.provider.remove()
  })

  for (const id of decided) {
    const fault = faults.find((row): row is Extract<typeof row, Fault> => row.id === id)
    if (!fault) throw new Error(`no fault is called ${id}`)

    test(`${id}: ${fault.verdict}`, async () => {
      const { page, stack, provider, traffic, clear } = lane
      await clear()
      await provider.arm(id)
      await clickLogIn(page)
      if (fault.verdict === 'accept') {
        await accountMenu(page).waitFor()
      } else {
        const refused = fault.verdict === 'reject' && id !== likeReload
        const name = refused ? 'Login refused' : 'Login not completed'
        const heading = page.getByRole('heading', { name })
        // what fails before the browser leaves is told where it is
        await heading.or(page.getByRole('alert')).first().waitFor()
        if (refused) await page.getByText(fault.check, { exact: true }).first().waitFor()
        await expect(accountMenu(page)).toBeHidden()
        expect(await everythingStored(page)).not.toMatch(aToken)
        expect(traffic.to(stack.api)).toEqual([])
      }
      // nothing of an answer; the app's own page says where it returns to
      expect(page.url()).not.toMatch(/#|[?&](?!returnTo=%2F)/)
      expect(dialogs).toEqual([])
    })
  }
})
