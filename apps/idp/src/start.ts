import { randomBytes } from 'node:crypto'
import { createMockIdp } from '@frontchannel/mock-idp'
import type { LogSink, MockIdp } from '@frontchannel/mock-idp'
import type { Config } from './config.ts'
import { listen } from './listen.ts'
import { readTenant } from './read-tenant.ts'
import { createSamlIdp } from './saml-idp/saml-idp.ts'
import type { SamlIdp } from './saml-idp/saml-idp.ts'
import { readTenantFolder } from './tenant-folder.ts'

export interface RunningIdp {
  readonly idp: MockIdp
  readonly control: { readonly url: string; readonly secret: string } | undefined
  readonly close: () => Promise<void>
}

type ControlConfig = NonNullable<Config['control']>

/**
 * Starts the provider of a configuration.
 *
 * @throws {ConfigError | TenantError} in words for whoever started it
 */
export async function start(config: Config, log: LogSink): Promise<RunningIdp> {
  // a first look, before anything listens; with port 0 the addresses are not known yet
  const draft = config.issuer ?? `http://localhost:${config.port}/`
  const tenant = await readTenant(config, variablesAt(config, draft))
  const folder = await readTenantFolder(config.tenantFile)
  // a connection may come in before the port is known that port 0 stands for
  const started: { idp?: MockIdp; samlIdp?: SamlIdp } = {}
  const answer: Parameters<typeof listen>[0] = async (request, from) =>
    (await started.samlIdp?.fetch(request)) ??
    (await started.idp?.fetch(request, from)) ??
    new Response(null, { status: 503 })
  const listening = await listen(answer, config.host, config.port)
  const issuer = config.issuer ?? `http://localhost:${listening.port}/`
  const idp = createMockIdp({
    issuer,
    tenant,
    variables: variablesAt(config, issuer),
    log,
    tenants: folder.upstream,
    code: folder.code,
    ...(config.mail && { deliver: await mailer(config.mail) }),
  })
  started.idp = idp
  started.samlIdp = createSamlIdp(issuer)
  const control =
    config.control &&
    (await startControl(idp, config.control).catch(async (error: unknown) => {
      await listening.close() // or the process would go on without what it was asked for
      throw error
    }))
  return {
    idp,
    control,
    close: async () => {
      await Promise.all([listening.close(), control?.close()])
    },
  }
}

/** Loaded only where mails are sent. */
const mailer = async (mail: NonNullable<Config['mail']>) =>
  (await import('./mail.ts')).createMailer(mail)

/** What a tenant file may say about the addresses here. */
function variablesAt({ variables }: Config, issuer: string): Config['variables'] {
  const { entityId, entryPoint, certificate } = createSamlIdp(issuer)
  return {
    ...variables,
    IDP_ISSUER: issuer,
    SAML_IDP_ENTITY_ID: entityId,
    SAML_IDP_ENTRY_POINT: entryPoint,
    SAML_IDP_CERTIFICATE: certificate,
  }
}

/** On loopback whatever HOST says: who reaches it can forge any token. */
async function startControl(idp: MockIdp, { port, secret = randomSecret() }: ControlConfig) {
  const listening = await listen(idp.controlPlane(secret), 'localhost', port)
  return { url: `http://127.0.0.1:${listening.port}`, secret, close: listening.close }
}

const randomSecret = (): string => randomBytes(32).toString('base64url')
