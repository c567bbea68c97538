import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import type { HttpBindings } from '@hono/node-server'
import { ConfigError } from './config.ts'

export interface Listening {
  readonly port: number
  readonly close: () => Promise<void>
}

type Fetch = (request: Request, from: { address: string | undefined }) => Promise<Response>

/** On this machine "localhost" may mean either, and different programs choose differently. */
const loopback = ['127.0.0.1', '::1'] as const

/**
 * Serves on a host and port. `localhost` means both loopback addresses, and no other.
 *
 * @throws {ConfigError} if the port is taken or the host is not one of this machine
 */
export async function listen(fetch: Fetch, host: string, port: number): Promise<Listening> {
  const [first, ...others] = host === 'localhost' ? loopback : ([host] as const)
  const servers = [await listenOn(fetch, first, port)]
  const address = servers[0]?.address() as AddressInfo
  for (const other of others) {
    // a machine without IPv6 has only the first
    const server = await listenOn(fetch, other, address.port).catch(() => undefined)
    if (server) servers.push(server)
  }
  return {
    port: address.port,
    close: async () => {
      await Promise.all(servers.map(closeServer))
    },
  }
}

function listenOn(fetch: Fetch, hostname: string, port: number): Promise<Server> {
  const server = createAdaptorServer({
    // the peer of the connection: a header could say anything
    fetch: (request, env) =>
      fetch(request, { address: (env as HttpBindings).incoming.socket.remoteAddress }),
    hostname,
  }) as Server
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(explain(error, hostname, port)))
    server.listen(port, hostname, () => resolve(server))
  })
}

function explain(error: NodeJS.ErrnoException, hostname: string, port: number): ConfigError {
  if (error.code === 'EADDRINUSE') {
    return new ConfigError(`Port ${port} is taken: stop what listens there, or set PORT`)
  }
  return new ConfigError(`Cannot listen on ${hostname}:${port}: ${error.message}`)
}

function closeServer(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  // keep-alive connections of browsers would otherwise hold the process
  server.closeAllConnections()
  return closed
}
