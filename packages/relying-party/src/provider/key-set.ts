import type { JWK } from 'jose'
import type { ProviderEnvironment } from '../environment.ts'
import { isJsonObject } from '../strict-json.ts'
import { clockOffsetOf } from './clock.ts'
import { failure, fetchJson } from './fetch-body.ts'
import type { ProviderMetadata } from './metadata.ts'

/** The keys of a provider, as they were at one time. */
export interface KeySet {
  readonly keys: readonly JWK[]
  /** Milliseconds since the epoch. */
  readonly fetchedAt: number
  /** When an unknown key was last looked for. */
  readonly refetchedAt?: number
  /** How far the provider's clock was ahead of ours. */
  readonly clockOffsetSeconds?: number | undefined
}

const maxBytes = 65_536
const maxKeys = 100
// a key that the provider has withdrawn is not trusted for longer
const maxAgeMilliseconds = 10 * 60_000
// tokens with made-up kids must not turn us into a flood
const coolDownMilliseconds = 30_000

/**
 * The keys of a provider: from the cache if they are young, else from `jwks_uri`.
 *
 * Does not judge the keys.
 *
 * @throws {ProviderError}
 * @see {@link https://www.rfc-editor.org/rfc/rfc7517#section-5 RFC 7517 §5}
 */
export async function keysOf(
  metadata: ProviderMetadata,
  env: ProviderEnvironment,
): Promise<KeySet> {
  const known = env.cache?.keys.get(metadata.issuer)
  // a clock that was set back must not keep keys for ever
  const isYoung = ({ fetchedAt }: KeySet): boolean =>
    Math.abs(env.now().getTime() - fetchedAt) < maxAgeMilliseconds
  return known && isYoung(known) ? known : fetchKeys(metadata, env)
}

/**
 * The keys of a provider that signs with a key that `known` lacks: fetched again, unless that was
 * done half a minute ago.
 *
 * @throws {ProviderError}
 */
export async function newerKeysOf(
  metadata: ProviderMetadata,
  known: KeySet,
  env: ProviderEnvironment,
): Promise<KeySet> {
  const now = env.now().getTime()
  if (known.refetchedAt !== undefined && now - known.refetchedAt < coolDownMilliseconds) {
    return known
  }
  // told before the answer is known: an outage must not turn us into a flood either
  env.cache?.keys.set(metadata.issuer, { ...known, refetchedAt: now })
  return fetchKeys(metadata, env, { refetchedAt: now })
}

async function fetchKeys(
  metadata: ProviderMetadata,
  env: ProviderEnvironment,
  extra: { refetchedAt?: number } = {},
): Promise<KeySet> {
  const resource = {
    name: 'JWK Set',
    url: metadata.jwks_uri,
    maxBytes,
    // a stored copy would hide new keys, and would tell an old time
    init: { cache: 'no-cache', headers: { accept: 'application/json' } },
  } satisfies Parameters<typeof fetchJson>[0]
  const { json, headers, status } = await fetchJson(resource, env)
  const { keys } = json
  if (!Array.isArray(keys) || keys.length > maxKeys) throw failure(resource, 'shape', status)
  const keySet: KeySet = {
    keys: keys.filter(isJsonObject),
    fetchedAt: env.now().getTime(),
    clockOffsetSeconds: clockOffsetOf(headers, env),
    ...extra,
  }
  env.cache?.keys.set(metadata.issuer, keySet)
  return keySet
}
