import type { Provider } from '../provider.ts'
import { strategyOf } from './strategies.ts'

/** What can be reached with the connections of a tenant. Discovery lists them. */
export const acrValuesOf = ({ tenant }: Provider): readonly string[] => [
  ...new Set(tenant.connections.map(({ strategy }) => strategyOf(strategy).acr)),
]
