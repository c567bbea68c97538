import { rowsOf } from './rows.ts'

const { accept, reject } = rowsOf('provider-metadata', 'relying-party')

export const providerMetadataFaults = [
  reject(
    'provider-metadata.issuer.suffix',
    'provider-metadata.issuer',
    'OIDCD-4.3',
    'The issuer in the metadata has INVALID behind it',
    { oidf: 'oidcc-client-test-discovery-issuer-mismatch' },
  ),
  reject(
    'provider-metadata.issuer.missing',
    'provider-metadata.issuer',
    'OIDCD-4.3',
    'The metadata does not name an issuer',
  ),
  reject(
    'provider-metadata.issuer.slash',
    'provider-metadata.issuer',
    'OIDCD-4.3',
    'The issuer in the metadata differs by the slash at its end',
  ),
  reject(
    'provider-metadata.issuer.case',
    'provider-metadata.issuer',
    'OIDCD-4.3',
    'The issuer in the metadata is in upper case',
  ),
  accept(
    'provider-metadata.jwks_uri.random',
    'OIDCD-3',
    'The keys are at another address than usual',
    { oidf: 'oidcc-client-test-discovery-jwks-uri-keys' },
  ),
  reject(
    'provider-metadata.jwks_uri.missing',
    'provider-metadata.endpoints',
    'OIDCD-3',
    'The metadata does not say where the keys are',
  ),
  reject(
    'provider-metadata.jwks_uri.file',
    'provider-metadata.endpoints',
    'OIDCD-3',
    'The keys are said to be in a file of whoever asks',
  ),
  reject(
    'provider-metadata.authorization_endpoint.missing',
    'provider-metadata.endpoints',
    'OIDCD-3',
    'The metadata does not name the authorization endpoint',
  ),
  reject(
    'provider-metadata.authorization_endpoint.script',
    'provider-metadata.endpoints',
    'OIDCD-3',
    'The authorization endpoint is a script',
  ),
  reject(
    'provider-metadata.iss.promised',
    'authorization-response.iss',
    'RFC9207-2.4',
    'The metadata promises iss in responses, and they lack it',
    // an ID Token says who issued it (RFC 9207 §2)
    { harmlessBeside: ['id_token'] },
  ),
  reject(
    'provider-metadata.code_challenge_methods.plain',
    'provider-metadata.code_challenge_methods',
    'RFC9700-2.1.1',
    'The provider knows no code challenge method but plain',
    { needs: ['code'] },
  ),
  accept(
    'provider-metadata.extra.unknown',
    'OIDCD-3',
    'The metadata has members that nobody knows',
  ),
  accept(
    'provider-metadata.mtls_endpoint_aliases.added',
    'OIDCD-3',
    'The endpoints have other addresses for clients with certificates',
    { oidf: 'oidcc-client-test-mtls-endpoint-aliases' },
  ),
  accept(
    'provider-metadata.end_session_endpoint.missing',
    'OIDCD-3',
    'The provider has no RP-initiated logout',
  ),
] as const
