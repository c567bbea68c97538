import type { RouteRow } from '../route.ts'

export const routeMetadata = 'frontchannel:route'

/** The row that `@Route` gave to a handler; undefined for a handler outside the contract. */
export function routeOf(handler: object): RouteRow | undefined {
  return Reflect.getMetadata(routeMetadata, handler) as RouteRow | undefined
}
