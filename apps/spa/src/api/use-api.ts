import type { ApiClient } from '@frontchannel/contract/client'
import { inject, type InjectionKey } from 'vue'
import { useConfig } from '../config/use-config.ts'
import { useSessionStore } from '../login/session.store.ts'
import { traceLog } from '../trace/use-trace.ts'
import { createSessionApi } from './api-client.ts'

/** A client to use instead of the session's, for tests. */
export const apiClient: InjectionKey<ApiClient> = Symbol('API client')

/** The one way to the API. */
export function useApi(): ApiClient {
  const given = inject(apiClient, undefined)
  if (given) return given
  const session = useSessionStore()
  const log = inject(traceLog)
  return createSessionApi({
    apiUrl: useConfig().apiUrl,
    fetch: (input, init) => fetch(input, init),
    getAccessToken: session.getAccessToken,
    trace: (event) => log?.trace(event),
  })
}
