import { flowById } from '../../packages/relying-party/src/flows.ts'
import { readSettings } from '../stack/settings.ts'
import type { Subject } from './examination.ts'

/** The configuration that npm start would use. */
export async function subjectFrom(
  variables: Readonly<Record<string, string | undefined>>,
): Promise<Subject> {
  const { env, urls } = await readSettings(variables, {})
  const flow = flowById(env['OIDC_FLOW'] ?? 'id_token token')
  const client = flow.redeemedBy === 'back-end' ? 'OIDC_BACKEND_CLIENT_ID' : 'OIDC_SPA_CLIENT_ID'
  for (const [name, url] of Object.entries({
    OIDC_ISSUER: urls.idp,
    SPA_URL: urls.spa,
    API_URL: urls.api,
  })) {
    if (!URL.canParse(url)) throw new Error(`${name} is "${url}", which is not a URL`)
  }
  return {
    issuer: urls.idp,
    clientId: env[client] ?? '',
    redirectUris: ['/callback', '/silent-renew.html'].map((path) => new URL(path, urls.spa).href),
    scope: env['OIDC_SCOPE'] ?? 'openid',
    audience: env['OIDC_AUDIENCE'],
    resourceParameter: env['OIDC_RESOURCE_PARAMETER'] ?? 'audience',
    flow,
    spaUrl: urls.spa,
    apiUrl: urls.api,
    now: () => new Date(),
  }
}
