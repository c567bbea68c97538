import { faults, type Fault } from '@frontchannel/conformance/faults'
import { aToken, everythingStored } from '../fixtures/storage.ts'
import { accountMenu, clickLogIn, expect, test } from '../fixtures/test.ts'

// What no plan of the foundation tries, where the browser, and not the checks alone, decides: how the
// answer arrives, and what is shown of it. Every row meets every flow in packages/relying-party.
const flow = 'id_token token'
const prefixes = ['authorization-response.', 'id-token.claims.', 'http.discovery.', 'http.jwks.']
// 30 seconds, and a page that never ends: the relying party's own tests wait on their behalf
const tooSlow = ['http.discovery.slow', 'http.jwks.slow']

// whoever reloads the redirection endpoint brings no response either, and is refused nothing
const likeReload = 'authorization-response.channel.empty'

const catalogue: readonly Fault[] = faults
const rows = catalogue.filter(
  ({ id, needs = [] }) =>
    prefixes.some((prefix) => id.startsWith(prefix)) &&
    !tooSlow.includes(id) &&
    needs.every((part) => flow.split(' ').includes(part)),
)

for (const fault of rows) {
  test(`${fault.id}: ${fault.verdict}`, async ({ page, stack, tenant, traffic }) => {
    await tenant.enter({ flow })
    await page.goto('/')
    const dialogs: string[] = []
    page.on('dialog', async (dialog) => {
      dialogs.push(dialog.message())
      await dialog.dismiss()
    })
    await tenant.arm(fault.id as (typeof faults)[number]['id'])
    await clickLogIn(page)
    if (fault.verdict === 'accept') {
      await expect(accountMenu(page)).toBeVisible()
    } else {
      const refused = fault.verdict === 'reject' && fault.id !== likeReload
      const heading = page.getByRole('heading', {
        name: refused ? 'Login refused' : 'Login not completed',
      })
      // what fails before the browser leaves is told where it is
      await expect(heading.or(page.getByRole('alert')).first()).toBeVisible()
      if (refused) await expect(page.getByText(fault.check, { exact: true }).first()).toBeVisible()
      await expect(accountMenu(page)).toBeHidden()
      expect(await everythingStored(page)).not.toMatch(aToken)
      expect(traffic.to(stack.api)).toEqual([])
    }
    expect(page.url()).not.toMatch(/[#?]/)
    expect(dialogs).toEqual([])
  })
}
