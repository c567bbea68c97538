import {
  buildEndSessionRequest,
  completeLogin,
  createProviderCache,
  discover,
  fetchUserInfo,
  flowById,
  startLogin,
  storedTransactions,
  type ClientSettings,
  type Environment,
} from '@frontchannel/relying-party'
import { callbackPath } from '../../server/app-paths.ts'
import type { PublicConfig } from '../config/public-config.ts'
import { webStorage } from '../storage/web-storage.ts'
import type { TraceLog } from '../trace/trace-log.ts'

/** The relying party, with the settings and the surroundings of this page. */
export function protocolFor(config: PublicConfig, log: TraceLog) {
  return {
    startLogin,
    completeLogin,
    discover,
    fetchUserInfo,
    buildEndSessionRequest,
    settings: clientSettings(config, location.origin),
    environment: loginEnvironment(log),
  }
}

/** The client registration that the configuration describes. */
export function clientSettings(config: PublicConfig, origin: string): ClientSettings {
  const { issuer, clientId, scope, audience, resourceParameter, idTokenAlgorithms } = config
  return {
    issuer,
    clientId,
    redirectUri: origin + callbackPath,
    scope,
    ...(audience !== '' && { audience }),
    resourceParameter,
    flow: flowById(config.flow),
    idTokenAlgorithms,
  }
}

/** What the relying party gets from this page. A pending login belongs to the tab that began it. */
export function loginEnvironment(log: TraceLog): Environment {
  const now = () => new Date()
  return {
    fetch: (input, init) => fetch(input, init),
    now,
    trace: log.trace,
    transactions: storedTransactions(webStorage('session') ?? noStorage, now),
    cache: createProviderCache(),
  }
}

const refuse = (): never => {
  throw new DOMException('web storage is switched off', 'SecurityError')
}

/** In place of a storage that the browser does not give: saving fails, in one clear way. */
const noStorage = {
  length: 0,
  key: refuse,
  getItem: refuse,
  setItem: refuse,
  removeItem: refuse,
}
