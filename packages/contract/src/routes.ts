import { approvalRoutes } from './approval.routes.ts'
import type { RouteRow } from './route.ts'
import { timesheetRoutes } from './timesheet.routes.ts'

/** All routes lie below it; health checks and documents of the API do not. */
export const basePath = '/api'

/** Every operation of the API. Client, handlers and OpenAPI are made from these rows. */
export const routes = {
  ...timesheetRoutes,
  ...approvalRoutes,
} as const satisfies Record<string, RouteRow>

export type Routes = typeof routes
export type RouteName = keyof Routes
