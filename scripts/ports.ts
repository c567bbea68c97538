import { connect, createServer, type AddressInfo, type Server } from 'node:net'

const loopback = ['127.0.0.1', '::1'] as const

/** Somebody else listens there. */
export class PortTaken extends Error {
  override readonly name = 'PortTaken'
  readonly port: number

  constructor(port: number) {
    super(`port ${port} is taken`)
    this.port = port
  }
}

/** Different ports of the loopback interface that nobody listens on now. */
export async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(Array.from({ length: count }, () => listen(0)))
  const ports = servers.map((server) => (server.address() as AddressInfo).port)
  await Promise.all(servers.map(close))
  return ports
}

/** Throws PortTaken unless a process of ours could listen on the port, and be the one who answers there. */
export async function expectFree(port: number): Promise<void> {
  // where a wildcard and an address can be bound side by side, only a connection tells
  const answered = await Promise.all(loopback.map((host) => answers(host, port)))
  if (answered.includes(true)) throw new PortTaken(port)
  await close(await listen(port))
}

function listen(port: number): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', () => reject(new PortTaken(port)))
    server.listen({ port, host: loopback[0] }, () => resolve(server))
  })
}

const close = (server: Server): Promise<void> =>
  new Promise((resolve) => server.close(() => resolve()))

function answers(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port })
    const end = (answer: boolean) => {
      socket.destroy()
      resolve(answer)
    }
    socket.once('connect', () => end(true)).once('error', () => end(false))
  })
}
