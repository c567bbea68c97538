import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApi, type TestApi } from '../../test/api.ts'
import type { Case } from '../../test/corpus/case.ts'
import { claims } from '../../test/corpus/claims.ts'
import { headers } from '../../test/corpus/headers.ts'
import { kinds } from '../../test/corpus/kinds.ts'
import { shape } from '../../test/corpus/shape.ts'
import { signature } from '../../test/corpus/signature.ts'
import { Forge } from '../../test/forge.ts'
import { Issuer, makeKey } from '../../test/issuer.ts'
import { claimChecks, headerChecks } from './access-token.checks.ts'

let issuer: Issuer
let api: TestApi
const refusals: (string | undefined)[] = []

beforeAll(async () => {
  issuer = await Issuer.start()
  // with two keys, a token without kid has none to go by
  issuer.jwks = { keys: [issuer.key.jwk, (await makeKey('k2')).jwk] }
  api = await startApi(issuer, {}, { onRefusal: ({ refusal }) => refusals.push(refusal?.check) })
})

afterAll(async () => {
  await api.stop()
  await issuer.stop()
})

async function judge({ make, refusedBy }: Case): Promise<void> {
  const token = await make(new Forge(issuer))
  const { status, body, headers } = await api.call('/api/timesheets', { token })
  if (refusedBy === undefined) {
    expect(status).toBe(200)
    return
  }
  expect(status).toBe(401)
  expect(refusals.at(-1)).toBe(refusedBy)
  expect(headers.get('www-authenticate')).toContain('error="invalid_token"')
  expect(JSON.stringify([body, ...headers])).not.toContain(token.slice(0, 100))
}

const corpus = { shape, signature, headers, kinds, claims }

describe.each(Object.entries(corpus))('%s', (_, cases) => {
  it.each(cases.map((row) => [`${row.refusedBy ? 'refuses' : 'accepts'} ${row.title}`, row]))(
    '%s',
    async (_title, row) => {
      await judge(row)
      expect(row).toBeDefined()
    },
  )
})

describe('the corpus', () => {
  it('has a case for each check', () => {
    const tripped = new Set(
      Object.values(corpus).flatMap((rows) => rows.map((row) => row.refusedBy)),
    )
    const relaxedProfilesOnly = ['access-token.kind']
    const untouched = [...headerChecks, ...claimChecks]
      .map(({ id }) => id)
      .filter((id) => !tripped.has(id) && !relaxedProfilesOnly.includes(id))
    expect(untouched).toEqual([])
  })

  it('asked the issuer for keys a few times only, and nobody else for anything', () => {
    expect(issuer.keyFetches).toBeLessThanOrEqual(4)
  })
})
