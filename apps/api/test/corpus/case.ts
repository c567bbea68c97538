import type { Forge } from '../forge.ts'

/** One token, and what the API has to make of it. */
export interface Case {
  readonly title: string
  readonly make: (forge: Forge) => string | Promise<string>
  /** The check that must refuse it; without one, the token must be accepted. */
  readonly refusedBy?: string
}

export const accepts = (title: string, make: Case['make']): Case => ({ title, make })

export const refuses = (check: string, title: string, make: Case['make']): Case => ({
  title,
  make,
  refusedBy: `access-token.${check}`,
})
