import type { ProblemCode } from './problems.ts'
import type { RouteRow } from './route.ts'
import { entryParams, newTimesheetEntry, timesheetEntry, timesheetList } from './timesheets.ts'

/** All routes lie below it; health checks and documents of the API do not. */
export const basePath = '/api'

/** What any route may answer to any caller. */
const always = [
  'request_timeout',
  'validation_failed',
  'rate_limited',
  'headers_too_large',
  'internal_error',
  'database_unavailable',
] as const satisfies readonly ProblemCode[]

/** What a route that wants an Access Token may answer on top. */
const authorized = [
  'missing_credentials',
  'malformed_credentials',
  'invalid_token',
  'token_expired',
  'insufficient_scope',
  'keys_unavailable',
  ...always,
] as const satisfies readonly ProblemCode[]

/** What a server that reads bodies may answer, whether or not the route takes one. */
const mayCarryBody = [
  'payload_too_large',
  'unsupported_media_type',
] as const satisfies readonly ProblemCode[]

/** Every operation of the API. Client, handlers and OpenAPI are made from these rows. */
export const routes = {
  listTimesheets: {
    method: 'GET',
    path: '/timesheets',
    summary: 'List your timesheet entries',
    scope: 'read:timesheets',
    responses: { 200: timesheetList },
    problems: [...authorized],
  },
  createTimesheet: {
    method: 'POST',
    path: '/timesheets',
    summary: 'Add an entry to your timesheet',
    scope: 'create:timesheets',
    body: newTimesheetEntry,
    responses: { 201: timesheetEntry },
    problems: [...authorized, ...mayCarryBody],
  },
  deleteTimesheet: {
    method: 'DELETE',
    path: '/timesheets/:id',
    summary: 'Delete an entry from your timesheet',
    scope: 'delete:timesheets',
    params: entryParams,
    responses: { 204: null },
    problems: [...authorized, ...mayCarryBody, 'not_found', 'conflict'],
  },
  listApprovals: {
    method: 'GET',
    path: '/approvals',
    summary: 'List the entries that wait for approval',
    scope: 'approve:timesheets',
    responses: { 200: timesheetList },
    problems: [...authorized],
  },
  approveTimesheet: {
    method: 'PUT',
    path: '/approvals/:id',
    summary: 'Approve an entry',
    scope: 'approve:timesheets',
    params: entryParams,
    responses: { 200: timesheetEntry },
    problems: [...authorized, ...mayCarryBody, 'not_found', 'conflict'],
  },
} as const satisfies Record<string, RouteRow>

export type Routes = typeof routes
export type RouteName = keyof Routes
