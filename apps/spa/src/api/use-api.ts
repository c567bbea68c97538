import type { ApiClient } from '@frontchannel/contract/client'
import { flowById } from '@frontchannel/relying-party'
import { inject, type InjectionKey } from 'vue'
import { useConfig } from '../config/use-config.ts'
import { createBackEnd } from '../login/back-end.ts'
import { useSessionStore } from '../login/session.store.ts'
import { mergeEvents } from '../trace/merge-events.ts'
import { traceLog } from '../trace/use-trace.ts'
import { createBackEndApi, createSessionApi } from './api-client.ts'

/** A client to use instead of the session's, for tests. */
export const apiClient: InjectionKey<ApiClient> = Symbol('API client')

/** The one way to the API. */
export function useApi(): ApiClient {
  const given = inject(apiClient, undefined)
  if (given) return given
  const session = useSessionStore()
  const log = inject(traceLog)
  const config = useConfig()
  const send: typeof fetch = (input, init) => fetch(input, init)
  if (flowById(config.flow).redeemedBy === 'back-end') {
    const backEnd = createBackEnd(send)
    return createBackEndApi(send, () => {
      // the call to the API happened where no page can look
      if (log && config.demo)
        void backEnd.trace().then((events) => mergeEvents(log, events), ignore)
    })
  }
  return createSessionApi({
    apiUrl: config.apiUrl,
    fetch: send,
    getAccessToken: session.getAccessToken,
    trace: (event) => log?.trace(event),
  })
}

const ignore = (): void => undefined // an inspector that knows less costs nobody a call
