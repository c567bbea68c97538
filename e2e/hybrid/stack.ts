import { randomBytes } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { freePorts } from '../../scripts/ports.ts'
import { startStack } from '../../scripts/stack.ts'
import { RecordedEdge } from './recorded-edge.ts'

/** The apps, with somebody on the wire between each two of them. */
export interface RecordedStack {
  readonly spa: string
  readonly issuer: string
  readonly secret: string
  /** SPA server to back-end; anybody to the IdP; anybody to the API. */
  readonly edges: Readonly<Record<'backEnd' | 'provider' | 'api', RecordedEdge>>
  /** What all processes have logged so far. */
  readonly logs: () => string
  readonly stop: () => Promise<void>
}

export async function startRecordedStack(): Promise<RecordedStack> {
  const [spa, idp, api, backEnd, idpEdge, apiEdge, backEndEdge] = (await freePorts(7)) as [
    ...[number, number, number, number, number, number, number],
  ]
  const url = (port: number): string => `http://localhost:${port}`
  const edges = {
    provider: await RecordedEdge.start(idpEdge, url(idp)),
    api: await RecordedEdge.start(apiEdge, url(api)),
    backEnd: await RecordedEdge.start(backEndEdge, url(backEnd)),
  }
  const secret = randomBytes(24).toString('base64url')
  const { PATH, HOME, TMPDIR } = process.env
  const ports = { PORT: spa, IDP_PORT: idp, API_PORT: api, BACKEND_PORT: backEnd }
  const stack = await startStack({
    env: {
      ...{ PATH, HOME, TMPDIR },
      ...Object.fromEntries(Object.entries(ports).map(([name, port]) => [name, String(port)])),
      SPA_URL: url(spa),
      // each is reached through whoever listens in
      IDP_ISSUER: `${url(idpEdge)}/`,
      API_URL: url(apiEdge),
      BACKEND_URL: url(backEndEdge),
      OIDC_BACKEND_CLIENT_ID: 'timesheets-backend',
      OIDC_BACKEND_CLIENT_SECRET: secret,
      OIDC_SCOPE:
        'openid profile email read:timesheets create:timesheets delete:timesheets offline_access',
      LOG_LEVEL: 'trace',
    },
  })
  const { logFolder } = stack
  return {
    spa: url(spa),
    issuer: `${url(idpEdge)}/`,
    secret,
    edges,
    logs: () =>
      readdirSync(logFolder)
        .map((name) => readFileSync(join(logFolder, name), 'utf8'))
        .join('\n'),
    async stop() {
      await stack.stop()
      await Promise.all(Object.values(edges).map((edge) => edge.stop()))
    },
  }
}
