import { createServer } from 'node:http'
import { Provider } from 'oidc-provider'
import { api, apiScope, callback, clientId, email } from './registration.ts'

const [port = '0', issuer = ''] = process.argv.slice(2)

/** oidc-provider with its own pages and its store in memory: what a project would start with. */
const provider = new Provider(issuer, {
  clients: [
    {
      client_id: clientId,
      token_endpoint_auth_method: 'none',
      grant_types: ['implicit', 'authorization_code'],
      response_types: ['id_token token', 'code'],
      redirect_uris: [callback],
    },
  ],
  responseTypes: ['id_token token', 'code'],
  claims: { openid: ['sub'], profile: ['name'], email: ['email'] },
  findAccount: (_context, id) => ({
    accountId: id,
    claims: () => ({ sub: id, name: 'Ann Example', email }),
  }),
  cookies: { keys: ['a key for one benchmark'] },
  features: {
    resourceIndicators: {
      enabled: true,
      useGrantedResource: () => true,
      getResourceServerInfo: () => ({
        scope: apiScope,
        audience: api,
        accessTokenFormat: 'jwt',
        accessTokenTTL: 600,
        jwt: { sign: { alg: 'RS256' } },
      }),
    },
  },
})
const answer = provider.callback()
createServer((request, response) => void answer(request, response)).listen(
  Number(port),
  '127.0.0.1',
)
