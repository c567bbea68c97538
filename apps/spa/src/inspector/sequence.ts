import type { Role } from '@frontchannel/conformance'

export const laneNames: Readonly<Record<Role, string>> = {
  user: 'User',
  spa: 'SPA',
  idp: 'IdP',
  'back-end': 'Back-end',
  api: 'API',
}

/** Who has a lane, from left to right. Without a back-end in the flow, it has none. */
export function lanesOf({ withBackEnd }: { readonly withBackEnd: boolean }): readonly Role[] {
  return withBackEnd ? ['user', 'spa', 'idp', 'back-end', 'api'] : ['user', 'spa', 'idp', 'api']
}

/** Where the middle of a lane is, in percent of the width. */
export function placeOf(role: Role, lanes: readonly Role[]): number {
  return ((Math.max(0, lanes.indexOf(role)) + 0.5) / lanes.length) * 100
}
