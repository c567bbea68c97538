import { inject, onScopeDispose, readonly, shallowRef, type InjectionKey, type Ref } from 'vue'
import type { Run, TraceLog } from './trace-log.ts'

export const traceLog: InjectionKey<TraceLog> = Symbol('trace log')

/** The runs of this tab, as they grow. */
export function useRuns(): Readonly<Ref<readonly Run[]>> {
  const log = inject(traceLog)
  if (!log) throw new Error('the app has to provide `traceLog`')
  const runs = shallowRef(log.runs())
  onScopeDispose(log.subscribe(() => (runs.value = log.runs())))
  return readonly(runs)
}
