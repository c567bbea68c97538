import { createServer, type AddressInfo } from 'node:net'

/** Somebody else listens there. */
export class PortTaken extends Error {
  override readonly name = 'PortTaken'
  readonly port: number

  constructor(port: number) {
    super(`port ${port} is taken`)
    this.port = port
  }
}

/** A port of the loopback interface that nobody listens on now. */
export async function freePort(): Promise<number> {
  return listenOnce(0)
}

/** Throws PortTaken unless a process of ours could listen on the port. */
export async function expectFree(port: number): Promise<void> {
  await listenOnce(port)
}

function listenOnce(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', () => reject(new PortTaken(port)))
    probe.listen({ port, host: '127.0.0.1' }, () => {
      const { port: given } = probe.address() as AddressInfo
      probe.close(() => resolve(given))
    })
  })
}
