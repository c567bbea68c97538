import type { Hooks } from './hooks.ts'

/** What a tenant brings as code. */
export interface TenantCode {
  readonly hooks?: Hooks
}
