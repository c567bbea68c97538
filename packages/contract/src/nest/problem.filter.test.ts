import { Controller, Get, HttpException, UnauthorizedException, UseGuards } from '@nestjs/common'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { InputOf } from '../route.ts'
import { routes, type Routes } from '../routes.ts'
import { entry } from '../timesheets.fixture.ts'
import type { TimesheetEntry } from '../timesheets.ts'
import { errors, serve, type Served } from './app.fixture.ts'
import { Input, ProblemException, Route } from './index.ts'

let thrown: unknown

@Controller()
class ThrowingController {
  @Get('throws')
  throws(): never {
    throw thrown
  }

  @UseGuards({ canActivate: () => false })
  @Get('guarded')
  guarded(): string {
    return 'never'
  }

  @Route(routes.createTimesheet)
  create(@Input() { body }: InputOf<Routes['createTimesheet']>): TimesheetEntry {
    return { ...entry, ...body, status: body.status ?? 'submitted' }
  }
}

let app: Served
beforeAll(async () => {
  app = await serve([ThrowingController])
})
afterAll(() => app.close())

async function answerTo(exception: unknown) {
  thrown = exception
  return await app.call('GET', '/throws')
}

describe('ProblemFilter', () => {
  it('sends a problem as its row says, uncached', async () => {
    const answer = await answerTo(
      new ProblemException('database_unavailable', { instance: 'urn:uuid:1' }),
    )
    expect(answer).toMatchObject({
      status: 503,
      json: {
        type: 'https://timesheets.example.com/problems/database_unavailable',
        title: 'Database is not available',
        status: 503,
        code: 'database_unavailable',
        instance: 'urn:uuid:1',
      },
    })
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/)
    expect(answer.headers.get('retry-after')).toBe('5')
    expect(answer.headers.get('cache-control')).toBe('no-store')
  })

  it('sends the challenge of the row, or a fuller one', async () => {
    const bare = await answerTo(new ProblemException('missing_credentials'))
    expect(bare.headers.get('www-authenticate')).toBe('Bearer realm="timesheets"')
    const challenge = 'Bearer realm="timesheets", error="invalid_token", error_description="old"'
    const full = await answerTo(
      new ProblemException('invalid_token', { headers: { 'www-authenticate': challenge } }),
    )
    expect(full.headers.get('www-authenticate')).toBe(challenge)
    const none = await answerTo(new ProblemException('not_found'))
    expect(none.headers.has('www-authenticate')).toBe(false)
  })

  it.each([
    ['an error', new Error('password=hunter2')],
    ['an exception with status 500', new HttpException('password=hunter2', 500)],
    ['an exception with a status of success', new HttpException('password=hunter2', 200)],
    ['an error with a made-up status', Object.assign(new Error('hunter2'), { statusCode: 777 })],
    ['a text', 'password=hunter2'],
    ['nothing', undefined],
    ['null', null],
  ])('answers %s with internal_error, says nothing and logs it', async (_, exception) => {
    const before = errors.length
    const answer = await answerTo(exception)
    expect(answer).toMatchObject({ status: 500, json: { code: 'internal_error' } })
    expect(answer.text).not.toContain('hunter2')
    expect(errors).toHaveLength(before + 1)
  })

  it.each([
    [400, 400, 'validation_failed'],
    [401, 401, 'missing_credentials'],
    [404, 404, 'not_found'],
    [405, 405, 'method_not_allowed'],
    [409, 409, 'conflict'],
    [414, 400, 'validation_failed'],
    [429, 429, 'rate_limited'],
    [431, 431, 'headers_too_large'],
  ])('answers an exception of status %i with %i %s', async (status, expected, code) => {
    const before = errors.length
    const answer = await answerTo(new HttpException('hunter2', status))
    expect(answer).toMatchObject({ status: expected, json: { code } })
    expect(answer.text).not.toContain('hunter2')
    expect(errors).toHaveLength(before)
  })

  it('gives stock exceptions of guards their challenge', async () => {
    const unauthorized = await answerTo(new UnauthorizedException())
    expect(unauthorized.headers.get('www-authenticate')).toBe('Bearer realm="timesheets"')
    const forbidden = await app.call('GET', '/guarded')
    expect(forbidden).toMatchObject({ status: 403, json: { code: 'insufficient_scope' } })
  })

  it.each([
    ['a path that is not there', 'GET', '/api/nothing', undefined, 404, 'not_found'],
    ['a body that is no JSON', 'POST', '/api/timesheets', '{"date":', 400, 'validation_failed'],
    [
      'a body with __proto__',
      'POST',
      '/api/timesheets',
      '{"__proto__":1}',
      400,
      'validation_failed',
    ],
    ['a body too long', 'POST', '/api/timesheets', 'x'.repeat(10_001), 413, 'payload_too_large'],
    ['a path that is badly encoded', 'GET', '/api/%zz', undefined, 400, 'validation_failed'],
  ])('answers %s before a handler is reached', async (_, method, path, body, status, code) => {
    const answer = await app.call(method, path, body)
    expect(answer).toMatchObject({ status, json: { code } })
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/)
  })

  it('refuses a body of another media type', async () => {
    thrown = undefined
    const answer = await app.call('POST', '/api/timesheets', '<xml/>', 'text/xml')
    expect(answer).toMatchObject({ status: 415, json: { code: 'unsupported_media_type' } })
  })
})
