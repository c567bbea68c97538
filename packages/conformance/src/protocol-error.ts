import type { RequirementId } from './requirements/index.ts'

export interface Refusal {
  /** The check that refused, `<artefact>.<member>`. Texts for people are chosen from it. */
  readonly check: string
  readonly requirements: readonly RequirementId[]
  /** What the check wanted; never a token, a code or a secret. */
  readonly expected: string
  /** What it found instead; never a token, a code or a secret. */
  readonly actual: string
}

/** Something a peer sent was refused by one named check. */
export class ProtocolError extends Error implements Refusal {
  readonly check: string
  readonly requirements: readonly RequirementId[]
  readonly expected: string
  readonly actual: string

  constructor(refusal: Refusal, options?: ErrorOptions) {
    super(`${refusal.check}: expected ${refusal.expected}, got ${refusal.actual}`, options)
    this.name = 'ProtocolError'
    this.check = refusal.check
    this.requirements = refusal.requirements
    this.expected = refusal.expected
    this.actual = refusal.actual
  }
}
