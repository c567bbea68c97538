export { equals, runChecks, show } from './check.ts'
export type { Check, CheckRun, Finding } from './check.ts'
export { ProtocolError } from './protocol-error.ts'
export type { Refusal } from './protocol-error.ts'
export { decodeToken, redact } from './redact.ts'
export type { Redacted } from './redact.ts'
export { requirementById, requirements } from './requirements/index.ts'
export type { RequirementId } from './requirements/index.ts'
export type { Requirement } from './requirements/requirement.ts'
export { steps, walk } from './steps.ts'
export type { NumberedStep, Role, Step, StepId } from './steps.ts'
export type {
  CheckEvent,
  DecodedToken,
  MessageEvent,
  NoteEvent,
  Trace,
  TraceEvent,
} from './trace.ts'
