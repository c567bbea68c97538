import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

/** What an attacker, a fault or a load does to a resource server; each has a test of its own. */
const rows: Readonly<Record<string, string>> = {
  T01: 'a token that is expired, not yet valid, or changed',
  T02: 'a token of another kind',
  T03: 'a token of another issuer, for another audience, without its claims',
  T04: 'a token that names its own algorithm or key',
  T05: 'unknown crit, duplicate members, b64',
  T07: 'a challenge that is missing, wrong or says too much',
  T08: 'a scope that is missing, or a part of one',
  T09: 'the entries of others',
  T10: 'members that nobody may assign',
  T12: 'a token of a client that is not on the list',
  T13: 'a token that is bound to a key, sent without proof',
  T14: 'floods of long tokens and bad signatures',
  T15: 'somebody who was signed out, with a token that lives on',
  S01: 'requests that could be smuggled',
  S03: 'JSON that is deep, wide, huge or no JSON',
  S04: 'input that makes a regular expression slow',
  S05: 'SQL in input',
  S06: 'parameters that come twice, or as objects',
  S08: 'methods that nobody needs',
  S09: 'secrets and forged lines in the log',
  S10: 'files that nobody meant to serve',
  R12: 'keys that cannot be had at a cold start',
  R13: 'keys that cannot be had for a day',
  R14: 'many requests at once before there are keys',
  R48: 'a database that is killed while it writes',
  R49: 'an API that is killed while it writes',
  R51: 'an answer that got lost',
  R52: 'changes by many at once',
  R53: 'two processes on one database',
  R54: 'a disk that is full, or read-only',
  R56: 'connections that are all busy',
  R57: 'a migration that is interrupted, or run twice',
  R61: 'SIGTERM with requests in flight',
  R62: 'SIGKILL',
  R63: 'an error that nobody caught',
  R66: 'more requests than can be answered in time',
  R67: 'bodies that are no JSON',
  R68: 'bodies without end',
  R69: 'heads that never end',
  R71: 'a proxy that uses a connection again',
  R72: 'no file descriptor left',
  R73: 'a log that nobody reads',
}

/** The title of a test or of a group of them, on one line as prettier writes it, or in a table. */
const title = /(?:'|`)((?:[A-Z]\d\d(?:, )?)+: [^'`]*)['`]/g

const here = import.meta.dirname
const titles = globSync('{src,test}/**/*.{spec,test}.ts', { cwd: join(here, '..') })
  .filter((file) => !file.endsWith('rows.spec.ts') || file.includes('token-rows'))
  .flatMap((file) => [...readFileSync(join(here, '..', file), 'utf8').matchAll(title)])
  .map(([, text]) => text ?? '')

describe('the rows', () => {
  it.each(Object.entries(rows))('%s has a test that carries its name: %s', (id) => {
    expect(titles.filter((text) => new RegExp(`\\b${id}\\b`).test(text))).not.toEqual([])
  })
})
