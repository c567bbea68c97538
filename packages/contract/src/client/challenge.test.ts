import { describe, expect, it } from 'vitest'
import { parseChallenge } from './challenge.ts'

describe('parseChallenge', () => {
  it.each([
    ['nothing', null, undefined],
    ['an empty value', '', undefined],
    ['a bare scheme', 'Bearer', { scheme: 'Bearer' }],
    ['a realm alone', 'Bearer realm="timesheets"', { scheme: 'Bearer', realm: 'timesheets' }],
    [
      'every member of RFC 6750',
      'Bearer realm="timesheets", error="insufficient_scope", error_description="too little", scope="read:timesheets create:timesheets"',
      {
        scheme: 'Bearer',
        realm: 'timesheets',
        error: 'insufficient_scope',
        errorDescription: 'too little',
        scope: 'read:timesheets create:timesheets',
      },
    ],
    [
      'names in any case, blanks round "=", values without quotes',
      'bearer Error = invalid_token ,SCOPE= "a"',
      { scheme: 'bearer', error: 'invalid_token', scope: 'a' },
    ],
    [
      'a comma and an escaped quote within quotes',
      String.raw`Bearer error_description="expired, \"long\" ago", error="invalid_token"`,
      { scheme: 'Bearer', error: 'invalid_token', errorDescription: 'expired, "long" ago' },
    ],
    [
      'the Bearer challenge among others',
      'Negotiate abc==, Basic realm="x", Bearer error="invalid_token", DPoP algs="ES256"',
      { scheme: 'Bearer', error: 'invalid_token' },
    ],
    [
      'the first one where none is Bearer',
      'DPoP error="use_dpop_nonce"',
      {
        scheme: 'DPoP',
        error: 'use_dpop_nonce',
      },
    ],
    ['the first of two values', 'Bearer error="a", error="b"', { scheme: 'Bearer', error: 'a' }],
    ['a quote that never closes', 'Bearer error="invalid_token', { scheme: 'Bearer' }],
    ['a parameter before any scheme', 'error="a"', undefined],
    ['empty list members', ', ,Bearer error="a",,', { scheme: 'Bearer', error: 'a' }],
  ])('reads %s', (_, header, challenge) => {
    expect(parseChallenge(header)).toEqual(challenge)
  })

  it('takes no time for a hostile value', () => {
    const started = performance.now()
    for (const part of [' ', ',', 'a=', 'a="', 'a ', '\\', '"\\"']) {
      parseChallenge(`Bearer ${part.repeat(50_000)}\u0001`)
    }
    expect(performance.now() - started).toBeLessThan(1000)
  })
})
