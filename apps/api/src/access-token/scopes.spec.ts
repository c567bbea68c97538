import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApi, startApiForTest, type TestApi } from '../../test/api.ts'
import { Issuer, type Members } from '../../test/issuer.ts'

let issuer: Issuer
let api: TestApi

beforeAll(async () => {
  issuer = await Issuer.start()
  api = await startApi(issuer)
})

afterAll(async () => {
  await api.stop()
  await issuer.stop()
})

const read = async (claims: Members, target = api) =>
  target.call('/api/timesheets', { token: await issuer.token(claims) })

describe('scope', () => {
  it.each([
    'read:timesheets',
    'openid read:timesheets',
    'read:timesheets  openid',
    'a"b read:timesheets',
  ])('%j permits reading', async (scope) => {
    expect((await read({ scope })).status).toBe(200)
  })

  it.each([
    ['missing', undefined],
    ['empty', ''],
    ['null', null],
    ['a number', 1],
    ['a list', ['read:timesheets']],
    ['longer', 'read:timesheetsX'],
    ['shorter', 'read:time'],
    ['in capitals', 'READ:TIMESHEETS'],
    ['separated by commas', 'openid,read:timesheets'],
    ['separated by a tab', 'openid\tread:timesheets'],
    ['separated by a line break', 'openid\nread:timesheets'],
    ['separated by another space', 'openid\u00a0read:timesheets'],
    ['a neighbor', 'create:timesheets'],
    ['a wildcard', 'read:* *'],
    ['quoted', '"read:timesheets"'],
  ])('that is %s does not', async (_, scope) => {
    const { status, headers } = await read({ scope })
    expect(status).toBe(403)
    expect(headers.get('www-authenticate')).toMatch(
      /^Bearer realm="timesheets", error="insufficient_scope", .*scope="read:timesheets"$/,
    )
  })

  it.each([
    { scp: ['read:timesheets'] },
    { permissions: ['read:timesheets'] },
    { roles: ['manager'], 'https://timesheets.example.com/roles': ['manager'] },
    { user_metadata: { scope: 'read:timesheets' } },
    { realm_access: { roles: ['read:timesheets'] } },
  ])('is not read from %o', async (claims) => {
    expect((await read({ scope: 'openid', ...claims })).status).toBe(403)
  })
})

describe('the client', () => {
  it('must be on the list of clients, where there is one', async () => {
    const environment = { OIDC_ALLOWED_CLIENTS: 'timesheets-spa timesheets-backend' }
    const strict = await startApiForTest(issuer, environment)
    expect((await read({ client_id: 'timesheets-backend' }, strict)).status).toBe(200)
    const { status, headers } = await read({ client_id: 'somebody' }, strict)
    expect(status).toBe(403)
    expect(headers.get('www-authenticate')).toContain('error="insufficient_scope"')
  })

  it('may upload for others when it is a machine, and only then', async () => {
    const upload = async (claims: Members) =>
      api.call('/api/timesheets/upload', {
        method: 'POST',
        token: await issuer.token({ scope: 'batch:upload', ...claims }),
        body: { items: [] },
      })
    expect((await upload({ sub: 'importer', client_id: 'importer' })).status).toBe(400)
    expect((await upload({ sub: 'importer', client_id: 'importer', scope: 'x' })).status).toBe(403)
  })

  it.each([
    { sub: 'timesheets-spa' },
    { sub: 'timesheets-spa@clients' },
    { gty: 'client-credentials' },
  ])('has no timesheets of its own: %o', async (claims) => {
    expect((await read(claims)).status).toBe(403)
  })
})
