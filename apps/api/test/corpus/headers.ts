import { makeKey } from '../issuer.ts'
import { refuses, type Case } from './case.ts'

const header = (check: string, title: string, members: Record<string, unknown>): Case =>
  refuses(check, title, (forge) => forge.token({ header: members }))

/** C1.4: kid, and parameters that tell the verifier what to do. */
export const headers: readonly Case[] = [
  header('key', 'a kid that nobody published', { kid: 'unknown' }),
  header('key', 'kid in other letters', { kid: 'K1' }),
  header('key', 'a kid that is a path', { kid: '../../dev/null' }),
  header('key', 'a kid that is a query', { kid: "k1' or '1'='1" }),
  header('key', 'a kid with line breaks', { kid: 'k1\r\nlevel: fatal' }),
  header('key', 'a kid that is a member of every object', { kid: '__proto__' }),
  header('key', 'a kid named constructor', { kid: 'constructor' }),
  header('kid', 'a kid that is a number', { kid: 1 }),
  header('kid', 'a kid that is an object', { kid: {} }),
  header('kid', 'a kid that is null', { kid: null }),
  header('kid', 'an empty kid', { kid: '' }),
  header('kid', 'a kid of 300 characters', { kid: 'k'.repeat(300) }),
  header('format', 'a kid of 5 KB', { kid: 'k'.repeat(5000) }),
  refuses('key', 'an embedded key of the attacker', async (forge) => {
    const key = await makeKey('attacker')
    return forge.token({ key, header: { jwk: key.jwk } })
  }),
  refuses('signature', 'an embedded key under a known kid', async (forge) => {
    const key = await makeKey('k1')
    return forge.token({ key, header: { jwk: key.jwk } })
  }),
  header('crit', 'an extension that nobody knows', { crit: ['exp-x'], 'exp-x': 1 }),
  header('crit', 'an empty crit', { crit: [] }),
  header('crit', 'crit that names alg', { crit: ['alg'] }),
  header('crit', 'crit that is a string', { crit: 'b64' }),
  header('crit', 'crit that is null', { crit: null }),
  header('crit', 'b64 in crit', { crit: ['b64'], b64: true }),
  header('crit', 'an unencoded payload', { crit: ['b64'], b64: false }),
  header('crit', 'an unencoded payload without crit', { b64: false }),
  header('cty', 'a nested JWT', { cty: 'JWT' }),
  header('cty', 'a nested JWT, spelled out', { cty: 'application/jwt' }),
]
