import type { Trace } from '@frontchannel/conformance'
import type { KeySet } from './provider/key-set.ts'
import type { ProviderMetadata } from './provider/metadata.ts'
import type { TransactionStore } from './transactions/transaction.ts'

/** What was fetched from providers, by issuer. The caller decides how long it keeps one. */
export interface ProviderCache {
  readonly metadata: Map<string, ProviderMetadata>
  readonly keys: Map<string, KeySet>
}

/** An empty cache. Without one, metadata and keys are fetched for each login. */
export function createProviderCache(): ProviderCache {
  return { metadata: new Map(), keys: new Map() }
}

/** What talking to a provider needs from outside. */
export interface ProviderEnvironment {
  readonly fetch: typeof fetch
  readonly now: () => Date
  readonly trace?: Trace | undefined
  readonly cache?: ProviderCache | undefined
  /** For one request, its body included; 10 seconds if not said. */
  readonly timeoutMilliseconds?: number | undefined
  /**
   * WARNING: whoever can read or change traffic of a plain-http provider owns every login. For
   * networks inside one machine, such as those of containers. Loopback addresses do not need it.
   */
  readonly allowInsecureHttp?: boolean | undefined
}

/** What a login needs from outside. */
export interface Environment extends ProviderEnvironment {
  readonly transactions: TransactionStore
}
