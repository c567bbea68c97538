import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import { describe, expect, test } from 'vitest'
import { root } from './workspaces.ts'

const example = readFileSync(join(root, '.env.example'), 'utf8')

/** Set by npm start itself, or by tests alone. */
const internal = /^(NODE_ENV|DEMO|API_SEED_DEMO|IDP_(ISSUER|TENANT|CONTROL_\w+))$/

describe('.env.example', () => {
  test('names every variable that an app reads', () => {
    const read = globSync('apps/*/{src,server}/config.ts', { cwd: root }).flatMap((file) =>
      [...readFileSync(join(root, file), 'utf8').matchAll(/^ {2,4}([A-Z][A-Z\d_]+):/gm)].map(
        ([, name = '']) => name,
      ),
    )
    expect(read).toContain('OIDC_ISSUER')
    const missing = read.filter((name) => !internal.test(name) && !example.includes(`#${name}=`))
    expect(missing).toEqual([])
  })

  test('changes nothing until a line is uncommented', () => {
    expect(parseEnv(example)).toEqual({})
  })
})
