import { createServer, type Server } from 'node:http'
import { freePorts } from '../../scripts/ports.ts'
import { startStack } from '../../scripts/stack.ts'
import { interactionPolicy, Provider, type Configuration } from 'oidc-provider'

export interface Lane {
  readonly spa: string
  readonly api: string
  readonly issuer: string
  stop(): Promise<void>
}

const audience = 'https://timesheets.example.com/api'
const scope = 'read:timesheets create:timesheets delete:timesheets approve:timesheets'

/** Native clients may not be renewed silently there, and ours is registered as one for its http URL. */
function policy(): interactionPolicy.DefaultPolicy {
  const prompts = interactionPolicy.base()
  prompts.get('consent')?.checks.remove('native_client_prompt')
  return prompts
}

function configurationFor(spa: string): Configuration {
  return {
    interactions: { policy: policy() },
    clients: [
      {
        client_id: 'timesheets-spa',
        // a web client would need https and a host that is not localhost (ADR 005)
        application_type: 'native',
        token_endpoint_auth_method: 'none',
        grant_types: ['implicit', 'authorization_code'],
        response_types: ['id_token token', 'id_token', 'code'],
        redirect_uris: [`${spa}/callback`, `${spa}/silent-renew.html`],
        post_logout_redirect_uris: [`${spa}/`, spa],
      },
    ],
    responseTypes: ['id_token token', 'id_token', 'code'],
    claims: { openid: ['sub'], profile: ['name'], email: ['email', 'email_verified'] },
    conformIdTokenClaims: false,
    clientBasedCORS: () => true,
    findAccount: (_context, id) => ({
      accountId: id,
      claims: () => ({ sub: id, name: `User ${id}`, email: `${id}@example.com` }),
    }),
    features: {
      resourceIndicators: {
        enabled: true,
        getResourceServerInfo: () => ({
          scope,
          audience,
          accessTokenFormat: 'jwt',
          accessTokenTTL: 600,
          jwt: { sign: { alg: 'RS256' } },
        }),
      },
    },
    cookies: { keys: ['a key for one run of the tests'] },
  }
}

/** The same apps, pointed at a provider that nobody here wrote, by configuration alone. */
export async function startLane(): Promise<Lane> {
  const [spaPort, apiPort, backendPort, providerPort] = (await freePorts(4)).map(String)
  const spa = `http://localhost:${spaPort ?? ''}`
  const issuer = `http://localhost:${providerPort ?? ''}`
  const provider = new Provider(issuer, configurationFor(spa))
  const answer = provider.callback()
  const server = createServer((request, response) => void answer(request, response))
  await new Promise<void>((resolve) => server.listen(Number(providerPort), '127.0.0.1', resolve))
  const { PATH, HOME, TMPDIR } = process.env
  const stack = await startStack({
    env: {
      ...{ PATH, HOME, TMPDIR, PORT: spaPort, API_PORT: apiPort, BACKEND_PORT: backendPort },
      OIDC_ISSUER: issuer,
      OIDC_RESOURCE_PARAMETER: 'resource',
    },
  })
  const stop = async (): Promise<void> => {
    await stack.stop()
    await close(server)
  }
  return { spa, api: stack.urls.api, issuer, stop }
}

const close = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
