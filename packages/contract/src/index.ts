export type {
  ApprovalQuery,
  DecisionList,
  DecisionOutcomes,
  DecisionRecord,
  NewDecisions,
} from './approvals.ts'
export { mostItems } from './paging.ts'
export { entityTag, type Precondition } from './preconditions.ts'
export {
  buildProblemBody,
  problemBody,
  problemMediaType,
  problems,
  type BearerError,
  type ProblemBody,
  type ProblemCode,
  type ProblemDetails,
  type ProblemRow,
} from './problems.ts'
export type { ProjectList } from './projects.ts'
export {
  successStatus,
  type InputOf,
  type OutputOf,
  type RequestOf,
  type ResultOf,
  type RouteRow,
} from './route.ts'
export { basePath, routes, type RouteName, type Routes } from './routes.ts'
export { scopes, type Scope } from './scopes.ts'
export {
  newTimesheetEntry,
  timesheetEntry,
  timesheetList,
  timesheetStatus,
  type NewTimesheetEntry,
  type TimesheetChanges,
  type TimesheetEntry,
  type TimesheetFilter,
  type TimesheetList,
  type TimesheetStatus,
  type TimesheetTotals,
} from './timesheets.ts'
export type { TimesheetUpload } from './uploads.ts'
export { daysOf, weekOf } from './weeks.ts'
