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
  type TimesheetEntry,
  type TimesheetList,
  type TimesheetStatus,
} from './timesheets.ts'
