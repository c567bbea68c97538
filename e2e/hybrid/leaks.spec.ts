import { controlOf } from '../fixtures/control.ts'
import { leaks } from '../fixtures/leaks.ts'
import type { Stack } from '../fixtures/stack.ts'
import { expect, test } from '../fixtures/test.ts'

const clientId = 'timesheets-backend'
const secret = 'backend-secret-for-the-demo-only'

/** Tokens for userinfo alone, which are opaque. */
async function redeemCode({ idp, spa, control }: Stack): Promise<Record<string, string>> {
  const provider = controlOf({ control } as Stack)
  const sub = 'auth0|contractor'
  await provider.allow({ sub, clientId, scopes: ['openid'] })
  const { name, value } = await provider.startSession(sub)
  const redirect = { client_id: clientId, redirect_uri: `${spa}/callback` }
  const asked = new URLSearchParams({ ...redirect, response_type: 'code', scope: 'openid' })
  const { headers } = await fetch(`${idp}authorize?${asked.toString()}`, {
    headers: { cookie: `${name}=${value}` },
    redirect: 'manual',
  })
  const code = new URL(headers.get('location') ?? '').searchParams.get('code') ?? ''
  const body = { ...redirect, code, client_secret: secret, grant_type: 'authorization_code' }
  const answer = await fetch(`${idp}oauth/token`, {
    method: 'POST',
    body: new URLSearchParams(body),
  })
  return (await answer.json()) as Record<string, string>
}

test('the scan of a run finds what is planted, and nothing else (B13)', async ({ stack }) => {
  const { access_token: opaque = '', id_token: jwt = '' } = await redeemCode(stack)
  expect(opaque).toMatch(/^[\w-]{20,}$/)
  expect(await leaks(stack, 'GET /backend/session 200 {"state":"x"}')).toEqual([])
  expect(await leaks(stack, `{"t":"${opaque}"}`)).toEqual(['access_token'])
  expect(await leaks(stack, `Bearer ${jwt}`)).toEqual(['id_token', 'a JWT'])
  expect(await leaks(stack, `x=${secret}&`)).toEqual(['the client secret'])
})
