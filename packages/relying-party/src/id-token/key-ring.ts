import type { ProviderEnvironment } from '../environment.ts'
import type { KeySet } from '../provider/key-set.ts'
import { keysOf, newerKeysOf } from '../provider/key-set.ts'
import type { ProviderMetadata } from '../provider/metadata.ts'
import type { JsonObject } from '../strict-json.ts'
import { selectKey, type KeyChoice } from './select-key.ts'

/** The provider's keys for the length of one validation. */
export interface KeyRing {
  /** @throws {ProviderError} */
  readonly keyFor: (header: JsonObject) => Promise<KeyChoice>
  /** Known once a key was asked for. */
  readonly clockOffsetSeconds: () => number | undefined
}

export function createKeyRing(metadata: ProviderMetadata, env: ProviderEnvironment): KeyRing {
  let keySet: KeySet | undefined
  let chosen: Promise<KeyChoice> | undefined

  async function choose(header: JsonObject): Promise<KeyChoice> {
    keySet = await keysOf(metadata, env)
    const choice = selectKey(header, keySet.keys)
    if (choice.key || !choice.unknown) return choice
    // the provider may have begun to sign with a new key after ours were fetched
    env.trace?.({
      kind: 'note',
      step: 'authorization-response',
      at: env.now().getTime(),
      text: 'No key of the provider fits: newer ones are looked for',
    })
    keySet = await newerKeysOf(metadata, keySet, env)
    return selectKey(header, keySet.keys)
  }

  return {
    keyFor: (header) => (chosen ??= choose(header)),
    clockOffsetSeconds: () => keySet?.clockOffsetSeconds,
  }
}
