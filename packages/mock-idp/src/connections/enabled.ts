import type { Provider } from '../provider.ts'
import type { Client } from '../tenant/client.ts'
import type { Connection, DatabaseConnection } from './connection.ts'

/** The connections of an application, in the order of the tenant file. */
export const enabledConnections = ({ tenant }: Provider, client: Client): readonly Connection[] =>
  client.connections
    ? tenant.connections.filter(({ name }) => client.connections?.includes(name))
    : tenant.connections

export const findConnection = (
  { tenant }: Provider,
  name: string | undefined,
): Connection | undefined => tenant.connections.find((connection) => connection.name === name)

/** The connection that an application may use under a name. */
export const enabledConnection = (
  provider: Provider,
  client: Client,
  name: string | undefined,
): Connection | undefined =>
  enabledConnections(provider, client).find((connection) => connection.name === name)

export const isDatabase = (connection: Connection | undefined): connection is DatabaseConnection =>
  connection?.strategy === 'auth0'

/** The database that the login page of an application asks: its first. */
export const databaseOf = (provider: Provider, client: Client): DatabaseConnection | undefined =>
  enabledConnections(provider, client).find(isDatabase)
