import type { LoginPageTemplate } from '../branding/template.ts'
import type { Hooks } from './hooks.ts'
import type { Rule } from './rule.ts'

/** What a tenant brings as code. */
export interface TenantCode {
  /** In the order in which they run. */
  readonly rules?: readonly Rule[]
  readonly hooks?: Hooks
  /** A login page of its own, and the style sheet for it. */
  readonly loginPage?: LoginPageTemplate
  readonly stylesheet?: string
}
