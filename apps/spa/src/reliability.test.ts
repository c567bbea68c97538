import { glob, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'

/**
 * What a login and a session have to live through. R: the reliability rows that concern the SPA;
 * pain: what users of comparable projects complain about most. A test that shows one of them says
 * so at the end of its title, in brackets.
 */
const rows: Readonly<Record<string, string>> = {
  R07: 'each error code has its sentence and its action; one automatic redirect in 30 s',
  R17: 'the laptop slept for nine hours: one check, one prompt, the draft is there',
  R18: 'timers overflow and are throttled: deadlines are read again where they count',
  R19: 'time zone and daylight saving change: expiry is unaffected',
  R21: 'logout in one tab while another has a draft',
  R22: 'several tabs renew at once: one after the other',
  R23: 'the back button, after the redirection endpoint and after logout',
  R24: 'reload inside the redirection endpoint',
  R26: 'the address of a used response is opened again',
  R27: 'deep links keep query, hash and Unicode; too long ones lead home',
  R28: 'no router sees the fragment of a response',
  R29: 'a page from the back-forward cache whose session has ended',
  R31: 'a new version is deployed while the tab is open',
  R32: 'storage is switched off',
  R33: 'storage is full',
  R34: 'storage is cleared in the middle of a login',
  R36: 'all cookies are blocked',
  R37: 'offline at each step',
  R39: 'a captive portal answers in place of the API or the server',
  R41: 'the API does not allow this origin',
  R43: 'the API or the provider cannot be reached at all',
  'pain 1': 'silent renewal fails once third-party cookies are blocked',
  'pain 2': 'the login is lost on reload',
  'pain 3': 'redirects go round for ever',
  'pain 4': 'the guard runs before it is known who is here',
  'pain 5': 'a state that matches nothing, without a way on',
  'pain 6': 'the back button replays the response',
  'pain 7': 'the response is processed twice',
  'pain 8': 'a hash router fights the fragment',
  'pain 9': 'a clock that is off rejects good logins',
  'pain 10': 'the token expired while the machine slept',
  'pain 11': 'several renewals at once',
  'pain 12': 'rotated refresh tokens log all tabs out',
  'pain 13': 'logout does not reach the other tabs',
  'pain 14': 'the deep link, or its query, is lost',
  'pain 15': 'the hidden frame times out without a reason',
  'pain 16': 'popups are blocked, closed or cut off',
  'pain 17': 'an opaque Access Token, because no audience was asked for',
  'pain 18': 'the ID Token is sent to the API',
  'pain 19': 'the slash at the end of the issuer',
  'pain 25': 'the session is needed outside of components',
  'pain 30': 'provider down or offline: a blank page',
}

const places = [
  'apps/spa/{src,server}/**/*.test.ts',
  'packages/relying-party/src/**/*.test.ts',
  'e2e/**/*.spec.ts',
]

it('has a test named after each thing that a session has to live through', async () => {
  const cwd = join(import.meta.dirname, '../../..')
  const named = new Set<string>()
  for await (const file of glob(places, { cwd, exclude: ['**/node_modules/**'] })) {
    const source = await readFile(join(cwd, file), 'utf8')
    for (const [, ids = ''] of source.matchAll(/ \(((?:[A-Z]\d\d|pain \d+)(?:, [^)]+)?)\)['`]/g)) {
      for (const id of ids.split(', ')) named.add(id)
    }
  }
  expect(Object.keys(rows).filter((id) => !named.has(id))).toEqual([])
})
