import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '../../..')

/** What may happen to a login through a back-end, by the names under which it is discussed. */
const attacks = {
  H01: 'authorization code injection',
  H02: 'c_hash wrong or missing',
  H03: 'parts of two logins recombined',
  H04: 'a second ID Token of somebody else',
  H06: 'a code handed over again',
  H07: 'a code handed over from another site',
  H08: 'the hand-off as a redeemer of any code',
  H09: 'a first Access Token with too many rights',
  H11: 'the client secret guessed or leaked',
  H12: 'an ID Token signed with the client secret',
  H13: 'personal data in the address',
  H14: 'a response by form from another site',
  C02: 'PKCE taken out on the way',
  C03: 'a weak code verifier',
  C04: 'predictable state, nonce or verifier',
  C05: 'the challenge of an attacker',
  C07: 'refreshing in parallel',
  C08: 'a refresh token used for more',
  C09: 'a refresh token beyond its time',
  C10: 'tokens that survive the logout',
  C12: 'a token endpoint taken over',
  C13: 'an old code',
  C14: 'a token bound to a key',
  B01: 'session fixation',
  B02: 'cookie tossing',
  B03: 'an overflowing cookie jar',
  B04: 'cross-site requests',
  B05: 'same-site requests of a sibling',
  B07: 'a logout or login that somebody else starts',
  B08: 'cookie attributes',
  B09: 'a stolen cookie',
  B10: 'a logout overtaken by a slow request',
  B12: 'a database that is read',
  B13: 'tokens in answers and logs',
  B14: 'paths that mean something else',
  B15: 'smuggled headers',
  B17: 'CORS',
  B18: 'a hijacked socket',
  B19: 'caches in between',
  B20: 'answers that tell who is logged in',
  B22: 'a flood of logins',
  B23: 'pages that a browser keeps',
  B24: 'errors that say too much',
  R03: 'a provider that fails when a code is redeemed',
  R04: 'a lost answer to a refresh',
  R08: 'a user who stays away for hours',
  R09: 'a provider that is away at logout',
  R20: 'two logins side by side',
  R45: 'a process that dies',
  R46: 'two versions side by side',
  R47: 'keys that are rotated',
}

/** What the titles of tests that attack a running back-end name: "… (B09, B10)". */
const named = new Set(
  globSync('{apps/backend/{src,test},e2e/hybrid}/**/*.spec.ts', { cwd: root })
    .flatMap((file) => readFileSync(join(root, file), 'utf8').split('\n'))
    .filter((line) => !/^\s*(\/\/|\*)/.test(line))
    .flatMap((line) => line.match(/\([A-Z]\d\d[^()]*\)/g) ?? [])
    .flatMap((group) => group.match(/[A-Z]\d\d/g) ?? []),
)

describe('attacks and failures that are known', () => {
  it.each(Object.entries(attacks))('%s, %s, is in the title of a test', (row) => {
    expect(named).toContain(row)
  })
})
