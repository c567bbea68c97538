import type { Login } from '@frontchannel/relying-party'
import type { TokenStorageKind } from '../config/public-config.ts'
import { webStorage } from '../storage/web-storage.ts'

/** Where a session is kept between two documents. */
export interface TokenStorage {
  readonly load: () => Login | undefined
  readonly save: (login: Login) => void
  readonly clear: () => void
}

const key = 'frontchannel.session'

/**
 * - `memory`: nowhere. A reload asks the provider again; nothing of a session is ever on disk.
 * - `session`: this tab. Survives a reload; any script of this origin can read it.
 * - `local`: this browser. Survives a restart; any script of this origin in any tab can read it.
 */
export const tokenStorages: Readonly<Record<TokenStorageKind, () => TokenStorage>> = {
  memory: () => ({ load: nothing, save: nothing, clear: nothing }),
  session: () => inWebStorage(webStorage('session')),
  local: () => inWebStorage(webStorage('local')),
}

/** Drops what other kinds left behind, so that a stricter configuration holds at once. */
export function openTokenStorage(kind: TokenStorageKind): TokenStorage {
  for (const [other, open] of Object.entries(tokenStorages)) if (other !== kind) open().clear()
  return tokenStorages[kind]()
}

const nothing = (): undefined => undefined

function inWebStorage(storage: Storage | undefined): TokenStorage {
  return {
    load() {
      try {
        const login = storage?.getItem(key)
        return login ? (JSON.parse(login) as Login) : undefined
      } catch {
        return undefined
      }
    },
    save(login) {
      try {
        storage?.setItem(key, JSON.stringify(login))
      } catch {
        // full or switched off: the session then lives in memory
      }
    },
    clear() {
      try {
        storage?.removeItem(key)
      } catch {
        // nothing could be stored, so nothing is left
      }
    },
  }
}
