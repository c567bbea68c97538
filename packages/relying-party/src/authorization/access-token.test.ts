import { describe, expect, it } from 'vitest'
import { start } from '../../test/provider.ts'
import { accessTokenOf } from './access-token.ts'

const lifetimeOf = (expiresIn: unknown): number => {
  const { expiresAt } = accessTokenOf('x', { expiresIn, scope: undefined }, '', start)
  return (expiresAt - start.getTime()) / 1000
}
const scopesOf = (scope: unknown): readonly string[] =>
  accessTokenOf('x', { expiresIn: 1, scope }, 'openid read:timesheets', start).scopes

describe('accessTokenOf', () => {
  it.each([
    ['7200', 7200],
    [7200, 7200],
    [1, 1],
    [1.5, 1.5],
    [86_401, 86_400],
    ['1000000000', 86_400],
    [Infinity, 86_400],
    ['9'.repeat(400), 86_400],
  ])('takes the lifetime %j for %j seconds', (expiresIn, seconds) => {
    expect(lifetimeOf(expiresIn)).toBe(seconds)
  })

  it.each([
    undefined,
    null,
    '',
    0,
    '0',
    -1,
    '-1',
    'abc',
    '3600abc',
    '1e9',
    'NaN',
    '0x10',
    ' 60',
    [60],
    {},
    true,
  ])('takes the lifetime %j for five minutes', (expiresIn) => {
    expect(lifetimeOf(expiresIn)).toBe(300)
  })

  it('takes the requested scope where the response does not name one', () => {
    expect(scopesOf(undefined)).toEqual(['openid', 'read:timesheets'])
  })

  it('takes the granted scope where the response names it', () => {
    expect(scopesOf(' openid  openid write:all ')).toEqual(['openid', 'write:all'])
    expect(scopesOf('')).toEqual([])
  })
})
