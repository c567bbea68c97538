import { faults } from '@frontchannel/conformance/faults'
import { aToken, everythingStored } from '../fixtures/storage.ts'
import { clickLogIn, expect, test } from '../fixtures/test.ts'

const demonstrated: ReadonlySet<string> = new Set([
  'id-token.nonce.append1',
  'authorization-response.state.append1',
  'id-token.signature.xor5a',
  'id-token.at_hash.append1',
  'id-token.exp.past',
])

const rows = faults.flatMap((fault) =>
  demonstrated.has(fault.id) && fault.verdict === 'reject' ? [fault] : [],
)

test('knows the faults that it demonstrates', () => {
  expect(rows).toHaveLength(demonstrated.size)
})

for (const { id, title, check } of rows) {
  test(`${title}: ${check} refuses, nothing is kept, and a new try succeeds`, async ({
    page,
    stack,
    traffic,
    authenticateAs,
    armFault,
  }) => {
    const disarm = await armFault(id)
    await page.goto('/')
    await clickLogIn(page)
    await authenticateAs('employee')
    await page.getByRole('button', { name: 'Allow' }).click()

    await expect(page.getByRole('heading', { name: 'Login refused' })).toBeVisible()
    await expect(page.getByText(check, { exact: true }).first()).toBeVisible()
    expect(await everythingStored(page)).not.toMatch(aToken)
    expect(page.url()).not.toMatch(aToken)
    expect(traffic.to(stack.api, '/api')).toEqual([])
    expect(traffic.to(stack.idp, '/userinfo')).toEqual([])

    await disarm()
    await page.getByRole('button', { name: 'Try again' }).click()
    await expect(page.getByRole('button', { name: /^Account/ })).toBeVisible()
  })
}
