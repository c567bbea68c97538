import { randomId } from '../random.ts'
import { endpointUrl } from '../provider.ts'
import type { JsonObject } from '../tokens/draft.ts'
import { toggleSlash } from './addresses.ts'
import type { Injector, Injectors } from './inject.ts'

const issuer =
  (change: (issuer: string) => string): Injector<JsonObject> =>
  (metadata, provider) => {
    metadata['issuer'] = change(provider.issuer)
  }

const member =
  (name: string, value: unknown): Injector<JsonObject> =>
  (metadata) => {
    metadata[name] = value
  }

/** How provider metadata go wrong. */
export const providerMetadataInjectors: Injectors<'provider-metadata', JsonObject> = {
  'provider-metadata.issuer.suffix': issuer((text) => `${text}INVALID`),
  'provider-metadata.issuer.missing': member('issuer', undefined),
  'provider-metadata.issuer.slash': issuer(toggleSlash),
  'provider-metadata.issuer.case': issuer((text) => text.toUpperCase()),
  'provider-metadata.jwks_uri.random': (metadata, provider) => {
    metadata['jwks_uri'] = endpointUrl(provider, `.well-known/keys/${randomId(8)}`)
  },
  'provider-metadata.jwks_uri.missing': member('jwks_uri', undefined),
  'provider-metadata.jwks_uri.file': member('jwks_uri', 'file:///etc/passwd'),
  'provider-metadata.authorization_endpoint.missing': member('authorization_endpoint', undefined),
  'provider-metadata.authorization_endpoint.script': member(
    'authorization_endpoint',
    'javascript:alert(1)',
  ),
  'provider-metadata.iss.promised': member('authorization_response_iss_parameter_supported', true),
  'provider-metadata.code_challenge_methods.plain': member('code_challenge_methods_supported', [
    'plain',
  ]),
  'provider-metadata.extra.unknown': member('https://stranger.example/extra', { foo: ['bar'] }),
  'provider-metadata.mtls_endpoint_aliases.added': member('mtls_endpoint_aliases', {
    token_endpoint: 'https://stranger.invalid/token',
    userinfo_endpoint: 'https://stranger.invalid/userinfo',
  }),
  'provider-metadata.end_session_endpoint.missing': member('end_session_endpoint', undefined),
}
