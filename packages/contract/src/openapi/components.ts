import * as z from 'zod/mini'
import { decisionList, decisionOutcomes, newDecisions, rejection } from '../approvals.ts'
import { problemBody } from '../problems.ts'
import { projectList } from '../projects.ts'
import type { Schema } from '../route.ts'
import {
  newTimesheetEntry,
  timesheetChanges,
  timesheetEntry,
  timesheetList,
  timesheetTotals,
} from '../timesheets.ts'
import { timesheetUpload } from '../uploads.ts'

/** The schemas that the document names. Every body of a route is among them. */
export const components = {
  NewTimesheetEntry: newTimesheetEntry,
  TimesheetChanges: timesheetChanges,
  TimesheetEntry: timesheetEntry,
  TimesheetList: timesheetList,
  TimesheetTotals: timesheetTotals,
  TimesheetUpload: timesheetUpload,
  Rejection: rejection,
  NewDecisions: newDecisions,
  DecisionOutcomes: decisionOutcomes,
  DecisionList: decisionList,
  ProjectList: projectList,
  Problem: problemBody,
} as const satisfies Record<string, Schema>

const prefix = '#/components/schemas/'

/** JSON Schema 2020-12, which OpenAPI 3.1 takes as it is, of every named schema. */
export function buildSchemas(): Record<string, object> {
  const registry = z.registry<{ id: string }>()
  for (const [id, schema] of Object.entries(components)) registry.add(schema, { id })
  // "input" is what goes over the wire: defaults may be left out, readers allow unknown members
  const { schemas } = z.toJSONSchema(registry, { io: 'input', uri: (id) => prefix + id })
  return Object.fromEntries(
    Object.entries(schemas).map(([id, schema]) => [id, withoutIdentifiers(schema)]),
  )
}

/** The reference to a named schema. */
export function refTo(schema: Schema): { $ref: string } {
  const entry = Object.entries(components).find(([, named]) => named === schema)
  if (!entry) throw new Error('every body of a route needs a name in components')
  return { $ref: prefix + entry[0] }
}

/** The place in the document identifies a schema; `$id` would move the base of its references. */
function withoutIdentifiers(schema: object): object {
  return Object.fromEntries(
    Object.entries(schema).filter(([key]) => key !== '$schema' && key !== '$id'),
  )
}
