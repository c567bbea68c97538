import * as z from 'zod/mini'
import { id, project, reason, version, week } from './fields.ts'
import { mostItems, nextCursor, pageQuery } from './paging.ts'
import { problemBody } from './problems.ts'
import { timesheetEntry } from './timesheets.ts'

/** A draft is its owner's alone. */
export const shownToManagers = z.enum(
  ['submitted', 'approved', 'rejected'],
  'must be "submitted", "approved" or "rejected"',
)

/** Which entries of others; without a status, those that wait for a decision. */
export const approvalQuery = z.strictObject({
  week: z.optional(week),
  project: z.optional(project),
  status: z._default(shownToManagers, 'submitted'),
  ...pageQuery,
})

export const rejection = z.strictObject({ reason })

const decision = z.enum(['approved', 'rejected'])

/** Each decision names the version that its manager saw: what changed since then is not decided. */
export const newDecisions = z.strictObject({
  decisions: z
    .array(
      z.discriminatedUnion('decision', [
        z.strictObject({ decision: z.literal('approved'), id, version }),
        z.strictObject({ decision: z.literal('rejected'), id, version, reason }),
      ]),
      'must be a list',
    )
    .check(
      z.minLength(1, 'must hold a decision'),
      z.maxLength(mostItems, `must hold at most ${mostItems} decisions`),
      z.refine(
        (items) => new Set(items.map((item) => item.id.toLowerCase())).size === items.length,
        'must name each entry once',
      ),
    ),
})

/** For each decision, in its order, the entry as it is now, or the problem that kept it from it. */
export const decisionOutcomes = z.object({
  items: z.array(
    z.object({ id, entry: z.optional(timesheetEntry), problem: z.optional(problemBody) }),
  ),
})

const person = z.object({ iss: z.string(), sub: z.string(), name: z.optional(z.string()) })

/** One line of the audit trail: who decided when on what, as the entry was then. */
export const decisionRecord = z.object({
  id: z.string(),
  decidedAt: z.iso.datetime(),
  decidedBy: person,
  decision,
  reason: z.optional(z.string()),
  entry: z.object({
    id,
    version: z.int(),
    owner: person,
    date: z.iso.date(),
    project: z.string(),
    minutes: z.int(),
  }),
})

export const decisionList = z.object({ items: z.array(decisionRecord), nextCursor })

export const decisionQuery = z.strictObject({ entry: z.optional(id), ...pageQuery })

export type ApprovalQuery = z.output<typeof approvalQuery>
export type NewDecisions = z.output<typeof newDecisions>
export type DecisionOutcomes = z.output<typeof decisionOutcomes>
export type DecisionRecord = z.output<typeof decisionRecord>
export type DecisionList = z.output<typeof decisionList>
