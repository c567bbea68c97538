import { runChecks, type StepId } from '@frontchannel/conformance'
import { ConfigurationError } from '../configuration-error.ts'
import type { ProviderEnvironment } from '../environment.ts'
import { fetchJson } from './fetch-body.ts'
import { metadataChecks } from './metadata.checks.ts'
import type { ProviderMetadata } from './metadata.ts'
import { isSecure } from './transport.ts'

const maxBytes = 65_536

/**
 * Fetches the metadata of a provider, or takes it from the cache.
 *
 * Validates that `issuer` is exactly the one asked for, and that endpoints are safe to use. Does
 * NOT validate that the provider supports what a client will ask for.
 *
 * @param issuer as configured; a trailing slash matters
 * @param step of the walk that events are told for
 * @throws {ProviderError} if it cannot be fetched or is not JSON
 * @throws {ProtocolError} `provider-metadata.*`
 * @throws {ConfigurationError} if the issuer is no https URL; http is for loopback addresses
 * @see {@link https://openid.net/specs/openid-connect-discovery-1_0.html#rfc.section.4 OpenID Connect Discovery §4}
 */
export async function discover(
  issuer: string,
  env: ProviderEnvironment,
  step: StepId = 'authorization-request',
): Promise<ProviderMetadata> {
  const known = env.cache?.metadata.get(issuer)
  if (known) return known
  const url = metadataUrl(issuer, env.allowInsecureHttp ?? false)
  const { json } = await fetchJson(
    { name: 'provider metadata', url, maxBytes, init: { headers: { accept: 'application/json' } } },
    env,
  )
  await runChecks(
    metadataChecks,
    json,
    { issuer, allowInsecureHttp: env.allowInsecureHttp ?? false },
    { step, now: env.now, trace: env.trace },
  )
  // the checks have seen its required members
  const metadata = json as unknown as ProviderMetadata
  env.cache?.metadata.set(issuer, metadata)
  return metadata
}

function metadataUrl(issuer: string, allowInsecureHttp: boolean): string {
  const url = URL.canParse(issuer) ? new URL(issuer) : undefined
  if (!url || !isSecure(url, allowInsecureHttp) || /[?#]/.test(issuer)) {
    throw new ConfigurationError(
      `issuer "${issuer}" is not an https URL without query and fragment; http is for this machine only`,
    )
  }
  // OpenID Connect Discovery §4.1: the slash is not doubled
  return `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`
}
