import type { RequirementId } from './requirements/index.ts'
import type { Role, StepId } from './steps.ts'

interface Traced {
  readonly step: StepId
  /** Milliseconds since the epoch. */
  readonly at: number
}

/** A token as the inspector may show it: what it says, without the signature that makes it usable. */
export interface DecodedToken {
  readonly header: Readonly<Record<string, unknown>>
  readonly claims: Readonly<Record<string, unknown>>
}

/** A message on the wire. `parameters` holds no token, code or secret: see `redact`. */
export interface MessageEvent extends Traced {
  readonly kind: 'message'
  readonly from: Role
  readonly to: Role
  /** Method and address without query and fragment, or a status line. */
  readonly summary: string
  readonly parameters: Readonly<Record<string, string>>
  /** The tokens among the parameters that could be decoded, by parameter name. */
  readonly tokens: Readonly<Record<string, DecodedToken>>
}

/** One check that ran. */
export interface CheckEvent extends Traced {
  readonly kind: 'check'
  readonly id: string
  readonly requirements: readonly RequirementId[]
  readonly outcome: 'passed' | 'failed'
  readonly expected: string
  readonly actual: string
}

/** Something that happened without a message: a click, a stored session. */
export interface NoteEvent extends Traced {
  readonly kind: 'note'
  readonly text: string
}

export type TraceEvent = MessageEvent | CheckEvent | NoteEvent

/** Receives each event as it happens. Must not throw. */
export type Trace = (event: TraceEvent) => void
