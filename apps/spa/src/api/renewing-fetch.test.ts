import { describe, expect, it, vi } from 'vitest'
import { renewingFetch } from './renewing-fetch.ts'

const init = { method: 'POST', body: '{}', headers: { authorization: 'Bearer old', accept: 'x' } }
const answers = (...statuses: number[]) => {
  const send = vi.fn<typeof fetch>()
  for (const status of statuses) send.mockResolvedValueOnce(new Response(null, { status }))
  return send
}

describe('renewingFetch', () => {
  it('repeats a refused request once, with a renewed token', async () => {
    const send = answers(401, 201)
    const answer = await renewingFetch(send, () => Promise.resolve('new'))('/x', init)
    expect(answer.status).toBe(201)
    const [, again] = send.mock.calls
    expect(again?.[1]).toMatchObject({ method: 'POST', body: '{}' })
    expect(new Headers(again?.[1]?.headers).get('authorization')).toBe('Bearer new')
    expect(new Headers(again?.[1]?.headers).get('accept')).toBe('x')
  })

  it('stops at the second refusal', async () => {
    const send = answers(401, 401)
    const answer = await renewingFetch(send, () => Promise.resolve('new'))('/x', init)
    expect(answer.status).toBe(401)
    expect(send).toHaveBeenCalledTimes(2)
  })

  it.each([
    ['renewal fails', () => Promise.reject(new Error('down'))],
    ['there is no token', () => Promise.resolve(undefined)],
    ['the token is the same', () => Promise.resolve('old')],
  ])('gives the refusal on where %s', async (_, getAccessToken) => {
    const send = answers(401)
    expect((await renewingFetch(send, getAccessToken)('/x', init)).status).toBe(401)
    expect(send).toHaveBeenCalledOnce()
  })

  it.each([200, 403, 503])('leaves %s alone', async (status) => {
    const getAccessToken = vi.fn()
    const answer = await renewingFetch(answers(status), getAccessToken)('/x', init)
    expect(answer.status).toBe(status)
    expect(getAccessToken).not.toHaveBeenCalled()
  })
})
