import { faults, type Fault, type FaultId } from '@frontchannel/conformance/faults'
import { createMockIdp, type MockIdp } from '@frontchannel/mock-idp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApi, type TestApi } from '../../test/api.ts'
import { audience, Issuer } from '../../test/issuer.ts'
import { claimChecks, headerChecks } from './access-token.checks.ts'

const catalogue: readonly Fault[] = faults
const ours = catalogue.filter(({ by }) => by === 'resource-server')

let issuer: Issuer
let idp: MockIdp
let api: TestApi
const refusals: (string | undefined)[] = []

beforeAll(async () => {
  issuer = await Issuer.start()
  idp = createMockIdp({
    issuer: issuer.url,
    tenant: {
      name: 'Faulty',
      apis: [
        {
          identifier: audience,
          name: 'Timesheets',
          scopes: [
            { name: 'create:timesheets', description: 'Add timesheets' },
            { name: 'read:timesheets', description: 'Read timesheets' },
          ],
        },
      ],
      clients: [{ clientId: 'app', name: 'App', type: 'spa' }],
      users: [{ sub: 'auth0|ann', email: 'ann@example.com', password: 'secret' }],
    },
  })
  const keys = await idp.fetch(new Request(`${issuer.url}.well-known/jwks.json`))
  issuer.jwks = await keys.text()
  api = await startApi(issuer, {}, { onRefusal: ({ refusal }) => refusals.push(refusal?.check) })
})

afterAll(async () => {
  await api.stop()
  await issuer.stop()
})

const callWith = async (...committed: readonly Fault[]) => {
  const { token } = await idp.control.mint({
    kind: 'access-token',
    faults: committed.map(({ id }) => id as FaultId),
  })
  return api.call('/api/timesheets', { token })
}

/** Judged where the scope is needed, after the token was found good: 403, and another error. */
const lacksScope = (fault: Fault): boolean =>
  fault.verdict === 'reject' && fault.check === 'access-token.scope'

describe('an Access Token of the mock IdP', () => {
  it('is accepted', async () => {
    expect((await callWith()).status).toBe(200)
  })

  it.each(ours)('with the fault $id: $verdict', async (fault) => {
    const { status, headers } = await callWith(fault)
    if (fault.verdict !== 'reject') {
      expect(status).toBe(200)
      return
    }
    const challenge = headers.get('www-authenticate')
    if (lacksScope(fault)) {
      expect(status).toBe(403)
      expect(challenge).toContain('error="insufficient_scope"')
      return
    }
    expect({ status, check: refusals.at(-1) }).toEqual({ status: 401, check: fault.check })
    expect(challenge).toContain('error="invalid_token"')
  })
})

describe('the catalogue', () => {
  const named = new Set(ours.flatMap((row) => (row.verdict === 'reject' ? [row.check] : [])))

  it('has a fault for each check', () => {
    // rfc9068, the default profile, tells ID Tokens by their typ before their kind is looked at
    const relaxedProfilesOnly = ['access-token.kind']
    const ids = [...headerChecks, ...claimChecks].map(({ id }) => id)
    expect(ids.filter((id) => !named.has(id))).toEqual(relaxedProfilesOnly)
  })
})
