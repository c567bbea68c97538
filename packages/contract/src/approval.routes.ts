import {
  approvalQuery,
  decisionList,
  decisionOutcomes,
  decisionQuery,
  newDecisions,
  rejection,
} from './approvals.ts'
import { mayMatch } from './preconditions.ts'
import { authorized, changing, mayCarryBody } from './route-problems.ts'
import type { RouteRow } from './route.ts'
import { entryParams, timesheetEntry, timesheetList } from './timesheets.ts'

/** What managers do with the entries of others. */
export const approvalRoutes = {
  listApprovals: {
    method: 'GET',
    path: '/approvals',
    summary: 'List the entries that wait for approval, or that were decided on',
    scope: 'approve:timesheets',
    query: approvalQuery,
    responses: { 200: timesheetList },
    problems: [...authorized],
  },
  approveTimesheet: {
    method: 'PUT',
    path: '/approvals/:id',
    summary: 'Approve an entry',
    scope: 'approve:timesheets',
    params: entryParams,
    headers: mayMatch,
    responses: { 200: timesheetEntry },
    etag: true,
    problems: [...changing, 'own_entry'],
  },
  rejectTimesheet: {
    method: 'PUT',
    path: '/approvals/:id/rejection',
    summary: 'Reject an entry and say why',
    scope: 'approve:timesheets',
    params: entryParams,
    headers: mayMatch,
    body: rejection,
    responses: { 200: timesheetEntry },
    etag: true,
    problems: [...changing, 'own_entry'],
  },
  decideTimesheets: {
    method: 'POST',
    path: '/approvals/decisions',
    summary: 'Decide on many entries, on each for itself',
    scope: 'approve:timesheets',
    body: newDecisions,
    responses: { 201: decisionOutcomes },
    problems: [...authorized, ...mayCarryBody],
  },
  listDecisions: {
    method: 'GET',
    path: '/approvals/decisions',
    summary: 'List who decided when on what, the latest decision first',
    scope: 'approve:timesheets',
    query: decisionQuery,
    responses: { 200: decisionList },
    problems: [...authorized],
  },
} as const satisfies Record<string, RouteRow>
