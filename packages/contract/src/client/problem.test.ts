import { describe, expect, it } from 'vitest'
import { buildProblemBody } from '../problems.ts'
import { entry } from '../timesheets.fixture.ts'
import { client, refusal, serveAnswers, server, token } from './server.fixture.ts'

serveAnswers()

const newEntry = { date: '2026-11-20', project: 'StoreZero', minutes: 90 }

describe('ApiProblem', () => {
  it('carries status, code, challenge and body of a problem', async () => {
    const body = buildProblemBody('insufficient_scope', { detail: 'approve:timesheets is missing' })
    server.answers(403, 'application/problem+json', JSON.stringify(body), {
      'www-authenticate': 'Bearer error="insufficient_scope", scope="approve:timesheets"',
    })
    const problem = await refusal(client().listApprovals())
    expect(problem).toMatchObject({
      name: 'ApiProblem',
      message: 'GET /api/approvals was refused: 403 insufficient_scope',
      status: 403,
      code: 'insufficient_scope',
      body,
      challenge: { scheme: 'Bearer', error: 'insufficient_scope', scope: 'approve:timesheets' },
    })
  })

  it('keeps where the input differs', async () => {
    const errors = [{ path: 'body.minutes', message: 'must be at least 1 minute' }]
    const body = buildProblemBody('validation_failed', { errors })
    server.answers(400, 'application/problem+json', JSON.stringify(body))
    const problem = await refusal(client().createTimesheet({ body: { ...newEntry, minutes: 0 } }))
    expect(problem.body?.errors).toEqual(errors)
  })

  it('keeps a code that only a newer API knows', async () => {
    const body = { ...buildProblemBody('conflict'), code: 'week_is_closed', more: true }
    server.answers(409, 'application/problem+json', JSON.stringify(body))
    const problem = await refusal(client().createTimesheet({ body: newEntry }))
    expect(problem).toMatchObject({ status: 409, code: 'week_is_closed' })
  })

  it.each([
    ['5', 5],
    ['Wed, 21 Oct 2026 07:28:00 GMT', undefined],
    ['-1', undefined],
  ])('reads "Retry-After: %s"', async (value, seconds) => {
    server.answers(
      503,
      'application/problem+json',
      JSON.stringify(buildProblemBody('keys_unavailable')),
      {
        'retry-after': value,
      },
    )
    const problem = await refusal(client().listTimesheets())
    expect(problem).toMatchObject({ name: 'ApiProblem', code: 'keys_unavailable' })
    expect(problem.retryAfterSeconds).toBe(seconds)
  })

  it.each([
    ['Bearer error="invalid_token"', 'invalid_token'],
    ['Bearer realm="timesheets"', 'missing_credentials'],
  ])('is made of the challenge %s where a gateway sends no problem', async (challenge, code) => {
    server.answers(401, 'text/html', '<h1>401</h1>', { 'www-authenticate': challenge })
    const problem = await refusal(client().listTimesheets())
    expect(problem).toMatchObject({ name: 'ApiProblem', status: 401, code })
    expect(problem.body).toBeUndefined()
  })
})

describe('NetworkProblem', () => {
  it.each([
    ['a login page with status 200', 200, 'text/html', '<h1>Welcome to the hotel</h1>', {}],
    ['a login page with status 401', 401, 'text/html', '<h1>Sign in</h1>', {}],
    ['another scheme', 401, 'text/plain', '', { 'www-authenticate': 'Basic realm="wifi"' }],
    ['511', 511, 'text/html', '<h1>Sign in</h1>', {}],
    ['a gateway without the API', 502, 'text/html', '<h1>Bad gateway</h1>', {}],
    ['JSON that is no problem', 500, 'application/json', '{"message":"oops"}', {}],
    ['no content type', 200, undefined, '{"items":[]}', {}],
    ['JSON that breaks off', 200, 'application/json', '{"items":[', {}],
  ])('says that %s is not the API', async (_, status, type, body, headers) => {
    server.answers(status, type, body, headers)
    const problem = await refusal(client().listTimesheets())
    expect(problem).toMatchObject({ name: 'NetworkProblem', reason: 'not-the-api', status })
  })

  it('does not follow a redirect, which could lead the token elsewhere', async () => {
    server.answer = (request, response) => {
      const location = request.url === '/login' ? '' : '/login'
      response.writeHead(302, { location }).end()
    }
    const problem = await refusal(client().listTimesheets())
    expect(problem).toMatchObject({ name: 'NetworkProblem', reason: 'unreachable' })
    expect(server.received).toHaveLength(1)
  })

  it('names the place, not the value, where an answer differs from its schema', async () => {
    const items = [entry, { ...entry, minutes: 'ninety' }]
    server.answers(200, 'application/json', JSON.stringify({ items }))
    const problem = await refusal(client().listTimesheets())
    expect(problem).toMatchObject({ name: 'NetworkProblem', reason: 'outside-the-contract' })
    expect(problem.message).toContain('items.1.minutes')
    expect(problem.message).not.toContain('ninety')
  })

  it('refuses a success status that the route does not have', async () => {
    server.answers(202, 'application/json', '{"items":[]}')
    const problem = await refusal(client().listTimesheets())
    expect(problem).toMatchObject({ reason: 'outside-the-contract', status: 202 })
  })

  it('says why the API cannot be reached', async () => {
    const problem = await refusal(client({ baseUrl: 'http://127.0.0.1:1' }).listTimesheets())
    expect(problem).toMatchObject({ name: 'NetworkProblem', reason: 'unreachable' })
    expect(problem.status).toBeUndefined()
  })

  it('notices an answer that breaks off', async () => {
    server.answer = (_, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' })
      response.write('{"items":', () => response.destroy())
    }
    const problem = await refusal(client().listTimesheets())
    expect(problem).toMatchObject({ reason: 'unreachable' })
  })

  it.each(['before', 'within'])('gives up on a server that stops %s its answer', async (place) => {
    server.answer = (_, response) => {
      if (place === 'before') return
      response.writeHead(200, { 'content-type': 'application/json' })
      response.write('{')
    }
    const problem = await refusal(client({ timeoutSeconds: 0.2 }).listTimesheets())
    expect(problem).toMatchObject({ name: 'NetworkProblem', reason: 'timeout' })
  })

  it('does not quote a header that fetch refuses', async () => {
    const authorize = async () => ({ authorization: `Bearer ${token}\nX` })
    const problem = await refusal(client({ authorize }).listTimesheets())
    expect(problem).toMatchObject({ reason: 'unreachable' })
  })

  it('does not quote what a fetch says', async () => {
    const failing = () => Promise.reject(new Error(`cannot send Bearer ${token}`))
    const problem = await refusal(client({ fetch: failing }).listTimesheets())
    expect(problem).toMatchObject({ reason: 'unreachable' })
  })
})

describe('signal', () => {
  it("rejects with the signal's reason, before, during and after sending", async () => {
    const early = AbortSignal.abort(new Error('left the page'))
    await expect(client().listTimesheets({ signal: early })).rejects.toThrow('left the page')
    expect(server.received).toHaveLength(0)

    const late = new AbortController()
    server.answer = () => {
      late.abort(new Error('left later'))
    }
    await expect(client().listTimesheets({ signal: late.signal })).rejects.toThrow('left later')

    const midway = new AbortController()
    server.answer = (_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' })
      response.write('{', () => {
        midway.abort(new Error('left midway'))
      })
    }
    await expect(client().listTimesheets({ signal: midway.signal })).rejects.toThrow('left midway')
  })

  it('is the AbortError of fetch where no reason is given', async () => {
    const call = client().listTimesheets({ signal: AbortSignal.abort() })
    await expect(call).rejects.toMatchObject({ name: 'AbortError' })
  })
})
