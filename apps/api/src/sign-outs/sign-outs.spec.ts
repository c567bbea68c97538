import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { useScene } from '../../test/scene.ts'

const scene = useScene()

it('T15: somebody who was signed out is refused within five seconds, until they log in again', async () => {
  const [gone, other] = [await scene.somebody(), await scene.somebody()]
  expect(await scene.list(gone)).toEqual([])
  await scene.rows('insert into sign_outs (issuer, subject, before) values ($1, $2, $3)', [
    scene.issuer.url,
    gone.subject,
    new Date(Date.now() + 1000), // a token names the second it was issued in
  ])
  await scene.rows('insert into sign_outs values ($1, $2, $3)', [
    'https://other.example/', // whose subjects are other people
    other.subject,
    new Date(Date.now() + 1000),
  ])
  const began = performance.now()
  const ask = () => scene.call(gone, 'GET', '/timesheets')
  let answer = await ask()
  while (answer.status === 200) {
    await sleep(50)
    answer = await ask()
  }
  expect(performance.now() - began).toBeLessThan(5000)
  expect([answer.status, answer.body.code]).toEqual([401, 'invalid_token'])
  expect(await scene.list(other)).toEqual([])

  const now = Math.floor(Date.now() / 1000)
  const fresh = (iat: number) => scene.issuer.token({ sub: gone.subject, iat, exp: iat + 600 })
  const call = async (iat: number) =>
    (await scene.call({ ...gone, token: await fresh(iat) }, 'GET', '/timesheets')).status
  expect([await call(now - 1), await call(now + 2)]).toEqual([401, 200])
})
