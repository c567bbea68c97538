import { describe, expect, it } from 'vitest'
import type { InputOf, RouteRow } from '../route.ts'
import { routes, type Routes } from '../routes.ts'
import { entry } from '../timesheets.fixture.ts'
import { timesheetList, type TimesheetEntry, type TimesheetList } from '../timesheets.ts'
import { Input, Route, routeOf } from './index.ts'

type Create = InputOf<Routes['createTimesheet']>
type Change = InputOf<Routes['changeTimesheet']>
type Delete = InputOf<Routes['deleteTimesheet']>
interface StoredEntry extends TimesheetEntry {
  readonly ownerSub: string
}
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- it conjures a value of any type, which never exists
declare function some<T>(): T

const withoutInput = {
  method: 'GET',
  path: '/latest',
  summary: 'Read what came last',
  scope: 'read:timesheets',
  responses: { 200: timesheetList },
  problems: [],
} as const satisfies RouteRow

/** Nothing here runs: each line that must not compile stands below the reason why. */
class Handlers {
  @Route(routes.listTimesheets)
  lists() {
    return some<TimesheetList>()
  }

  @Route(routes.listTimesheets)
  async listsLater(): Promise<TimesheetList> {
    return { items: [] }
  }

  @Route(withoutInput)
  async listsForSomebody(principal: { sub: string }): Promise<TimesheetList> {
    return { items: [{ ...entry, note: principal.sub }] }
  }

  @Route(routes.createTimesheet)
  async creates(@Input() { body }: Create, principal: { sub: string }): Promise<TimesheetEntry> {
    return { ...entry, ...body, status: 'draft', note: principal.sub }
  }

  @Route(routes.changeTimesheet)
  async changes(@Input() { headers }: Change): Promise<TimesheetEntry> {
    return { ...entry, version: headers['if-match'] === 'any' ? 2 : headers['if-match'].length }
  }

  @Route(routes.deleteTimesheet)
  async deletes(@Input() { params }: Delete): Promise<void> {
    some<(id: string) => void>()(params.id)
  }

  @Route(routes.approveTimesheet)
  async ownerIsOptional() {
    return some<Omit<TimesheetEntry, 'owner'>>()
  }

  // @ts-expect-error -- a file is a text
  @Route(routes.exportTimesheets)
  async exportsObjects() {
    return some<TimesheetList>()
  }

  // @ts-expect-error -- a bare array is not the response
  @Route(routes.listTimesheets)
  async listsBare() {
    return some<TimesheetEntry[]>()
  }

  // @ts-expect-error -- version is missing
  @Route(routes.approveTimesheet)
  async lacksMember() {
    return some<Omit<TimesheetEntry, 'version'>>()
  }

  // @ts-expect-error -- hours are not minutes
  @Route(routes.approveTimesheet)
  async hasWrongMember() {
    return some<Omit<TimesheetEntry, 'minutes'> & { minutes: string }>()
  }

  // @ts-expect-error -- a database gives dates, the wire takes texts
  @Route(routes.approveTimesheet)
  async hasDates() {
    return some<Omit<TimesheetEntry, 'createdAt'> & { createdAt: Date }>()
  }

  // @ts-expect-error -- the status is one of four
  @Route(routes.approveTimesheet)
  async hasOpenStatus() {
    return some<Omit<TimesheetEntry, 'status'> & { status: string }>()
  }

  // @ts-expect-error -- ownerSub is not in the contract, though assignable
  @Route(routes.approveTimesheet)
  async saysTooMuch() {
    return some<StoredEntry>()
  }

  // @ts-expect-error -- the same within a list
  @Route(routes.listTimesheets)
  async listsTooMuch() {
    return { items: [some<StoredEntry>()] }
  }

  // @ts-expect-error -- the same within an optional member
  @Route(routes.approveTimesheet)
  async ownerTooMuch() {
    return some<TimesheetEntry & { owner: { name: string; email: string } }>()
  }

  // @ts-expect-error -- `any` proves nothing
  @Route(routes.approveTimesheet)
  async isAnything() {
    // eslint-disable-next-line @typescript-eslint/no-unsafe-return -- this is what must not compile
    return some<ReturnType<typeof JSON.parse>>()
  }

  // @ts-expect-error -- there may be nothing to return, but the response has a body
  @Route(routes.approveTimesheet)
  async mayBeMissing() {
    return some<TimesheetEntry | undefined>()
  }

  // @ts-expect-error -- 204 has no body
  @Route(routes.deleteTimesheet)
  async deletesWithBody() {
    return some<TimesheetEntry>()
  }

  // @ts-expect-error -- nor has it without a promise
  @Route(routes.deleteTimesheet)
  deletesWithText() {
    return some<string>()
  }

  // @ts-expect-error -- the input is another route's
  @Route(routes.createTimesheet)
  async takesOther(@Input() input: Delete): Promise<TimesheetEntry> {
    return { ...entry, id: input.params.id }
  }

  // @ts-expect-error -- the body has no hours
  @Route(routes.createTimesheet)
  async takesMore(@Input() input: { body: { hours: number } }): Promise<TimesheetEntry> {
    return { ...entry, minutes: input.body.hours * 60 }
  }

  // @ts-expect-error -- the input comes first
  @Route(routes.createTimesheet)
  async takesLater(principal: { sub: string }): Promise<TimesheetEntry> {
    return { ...entry, note: principal.sub }
  }

  takesInputSecond(
    principal: { sub: string },
    // @ts-expect-error -- only the first parameter is the input
    @Input() input: Create,
  ): TimesheetEntry {
    return { ...entry, ...input.body, status: 'draft', note: principal.sub }
  }
}

describe('routeOf', () => {
  it('finds the row of a handler, and none for a method outside the contract', () => {
    const handlers = Handlers.prototype as unknown as Record<string, object>
    expect(routeOf(handlers['creates']!)).toBe(routes.createTimesheet)
    expect(routeOf(handlers['takesInputSecond']!)).toBeUndefined()
  })
})
