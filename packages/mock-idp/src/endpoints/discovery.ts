import { acrValuesOf } from '../connections/acr-values.ts'
import { promptValues } from '../authorize/checks/prompt.ts'
import { responseModes } from '../authorize/response-modes.ts'
import { responseTypes } from '../authorize/response-types.ts'
import { inject } from '../faults/inject.ts'
import { providerMetadataInjectors } from '../faults/provider-metadata.ts'
import type { Exchange } from '../exchange.ts'
import { publishedAlgorithms } from '../keys/key-ring.ts'
import { uiLocales } from '../pages/texts/languages.ts'
import { endpointUrl } from '../provider.ts'
import type { Provider } from '../provider.ts'
import { clientAuthenticationMethods, grantTypes } from '../tenant/application-types.ts'
import { assertionAlgorithms } from '../token/client-authentication.ts'
import { standardClaims, standardScopes } from '../tokens/standard-scopes.ts'
import type { JsonObject } from '../tokens/draft.ts'
import { endpoints } from './table.ts'

/** The provider metadata: made of the tables that requests are answered from, so it can't lie. */
export function providerMetadata(provider: Provider): JsonObject {
  const addresses: [string, string][] = endpoints.flatMap(({ metadata, path }) =>
    metadata === undefined ? [] : [[metadata, endpointUrl(provider, path)]],
  )
  return {
    issuer: provider.issuer,
    ...Object.fromEntries(addresses),
    response_types_supported: responseTypes,
    response_modes_supported: Object.keys(responseModes),
    grant_types_supported: grantTypes,
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: [...publishedAlgorithms, 'HS256'],
    userinfo_signing_alg_values_supported: publishedAlgorithms,
    token_endpoint_auth_methods_supported: clientAuthenticationMethods,
    token_endpoint_auth_signing_alg_values_supported: assertionAlgorithms,
    revocation_endpoint_auth_methods_supported: clientAuthenticationMethods,
    revocation_endpoint_auth_signing_alg_values_supported: assertionAlgorithms,
    code_challenge_methods_supported: ['S256'],
    scopes_supported: Object.keys(standardScopes),
    claims_supported: [
      'iss',
      'aud',
      'exp',
      'iat',
      'auth_time',
      'nonce',
      'acr',
      'sid',
      'at_hash',
      'c_hash',
      ...standardClaims,
    ],
    claim_types_supported: ['normal'],
    claims_parameter_supported: true,
    request_parameter_supported: false,
    request_uri_parameter_supported: false,
    require_request_uri_registration: false,
    prompt_values_supported: promptValues,
    acr_values_supported: acrValuesOf(provider),
    ui_locales_supported: uiLocales,
    backchannel_logout_supported: true,
    backchannel_logout_session_supported: true,
    authorization_response_iss_parameter_supported: provider.tenant.authorizationResponseIss,
  }
}

/** @see OpenID Connect Discovery §4 https://openid.net/specs/openid-connect-discovery-1_0.html#ProviderConfig */
export async function discovery(exchange: Exchange): Promise<Response> {
  const { provider, entry } = exchange.var
  const metadata = providerMetadata(provider)
  await inject('provider-metadata', providerMetadataInjectors, metadata, provider, {
    requested: [],
    committed: entry.faults,
  })
  return Response.json(metadata, { headers: { 'Cache-Control': 'no-cache' } })
}
