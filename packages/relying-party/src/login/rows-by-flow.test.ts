import { describe, expect, it } from 'vitest'
import { createBrowser } from '../../test/log-in.ts'
import { responseChecks, successChecks } from '../authorization/response.checks.ts'
import { flows, type Flow } from '../flows.ts'
import { idTokenChecks } from '../id-token/checks.ts'
import { codeChecks, metadataChecks } from '../provider/metadata.checks.ts'
import { tokenResponseChecks } from '../token-endpoint/token-response.checks.ts'

const steps = ['authorization-request', 'authorization-response', 'token-response']
const rows = [
  ...metadataChecks,
  ...codeChecks,
  ...responseChecks,
  ...successChecks,
  ...tokenResponseChecks,
  ...idTokenChecks,
]
const lines = steps.flatMap((step) => rows.map(({ id }) => `${step} ${id}`))

async function linesOf(flow: Flow): Promise<readonly string[]> {
  const { env, logIn } = await createBrowser()
  await logIn(flow.id)
  return env.events.flatMap((event) =>
    event.kind === 'check' ? [`${event.step} ${event.id}`] : [],
  )
}

/** Which row runs in which flow. A further flow or row shows here what it changes. */
describe('the rows of a login', () => {
  it('are those of its flow, each once, in the order of the lists', async () => {
    const columns = await Promise.all(flows.map(linesOf))
    for (const column of columns) {
      expect(column).toEqual(lines.filter((line) => column.includes(line)))
    }
    const grid = lines.map((line) => {
      const marks = columns.map((column) => (column.includes(line) ? 'x' : '.'))
      return `${marks.join(' ')}  ${line}`
    })
    const heads = flows.map(({ id }, index) => `${'| '.repeat(index)}${id}`)
    expect([...heads, ...grid.filter((row) => row.includes('x '))]).toMatchInlineSnapshot(`
      [
        "id_token",
        "| token",
        "| | id_token token",
        "| | | code id_token",
        "| | | | code token",
        "| | | | | code id_token token",
        "| | | | | | code",
        "| | | | | | | code backend",
        "x x x x x x x x  authorization-request provider-metadata.issuer",
        "x x x x x x x x  authorization-request provider-metadata.endpoints",
        ". . . x x x x x  authorization-request provider-metadata.code_challenge_methods",
        "x x x x x x x x  authorization-response provider-metadata.issuer",
        "x x x x x x x x  authorization-response provider-metadata.endpoints",
        "x x x x x x x x  authorization-response authorization-response.size",
        "x x x x x x x x  authorization-response authorization-response.duplicates",
        "x x x x x x x x  authorization-response authorization-response.channel",
        "x x x x x x x x  authorization-response authorization-response.iss",
        "x x x x x x x x  authorization-response authorization-response.state",
        "x x x x x x x x  authorization-response authorization-response.members",
        ". x x . x x . .  authorization-response authorization-response.token_type",
        "x . x x . x . .  authorization-response id-token.format",
        "x . x x . x . .  authorization-response id-token.crit",
        "x . x x . x . .  authorization-response id-token.typ",
        "x . x x . x . .  authorization-response id-token.alg",
        "x . x x . x . .  authorization-response id-token.kid",
        "x . x x . x . .  authorization-response id-token.signature",
        "x . x x . x . .  authorization-response id-token.iss",
        "x . x x . x . .  authorization-response id-token.aud",
        "x . x x . x . .  authorization-response id-token.azp",
        "x . x x . x . .  authorization-response id-token.exp",
        "x . x x . x . .  authorization-response id-token.iat",
        "x . x x . x . .  authorization-response id-token.nbf",
        "x . x x . x . .  authorization-response id-token.auth_time",
        "x . x x . x . .  authorization-response id-token.sub",
        "x . x x . x . .  authorization-response id-token.nonce",
        ". . . x . x . .  authorization-response id-token.c_hash",
        ". . x . . x . .  authorization-response id-token.at_hash",
        ". . . . . . x .  token-response token-response.members",
        ". . . . . . x .  token-response token-response.token_type",
        ". . . . . . x .  token-response id-token.format",
        ". . . . . . x .  token-response id-token.crit",
        ". . . . . . x .  token-response id-token.typ",
        ". . . . . . x .  token-response id-token.alg",
        ". . . . . . x .  token-response id-token.kid",
        ". . . . . . x .  token-response id-token.signature",
        ". . . . . . x .  token-response id-token.iss",
        ". . . . . . x .  token-response id-token.aud",
        ". . . . . . x .  token-response id-token.azp",
        ". . . . . . x .  token-response id-token.exp",
        ". . . . . . x .  token-response id-token.iat",
        ". . . . . . x .  token-response id-token.nbf",
        ". . . . . . x .  token-response id-token.auth_time",
        ". . . . . . x .  token-response id-token.sub",
        ". . . . . . x .  token-response id-token.nonce",
        ". . . . . . x .  token-response id-token.at_hash",
      ]
    `)
  })
})
