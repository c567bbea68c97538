import type { Hooks } from './hooks.ts'
import type { Rule } from './rule.ts'

/** What a tenant brings as code. */
export interface TenantCode {
  /** In the order in which they run. */
  readonly rules?: readonly Rule[]
  readonly hooks?: Hooks
}
