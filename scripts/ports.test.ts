import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { describe, expect, test } from 'vitest'
import { expectFree, freePorts, PortTaken } from './ports.ts'

describe('expectFree', () => {
  test.each(['127.0.0.1', '0.0.0.0'])('sees a program that listens on %s', async (host) => {
    const server = createServer().listen(0, host)
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    await expect(expectFree(port)).rejects.toThrow(PortTaken)
    server.close()
    await once(server, 'close')
    await expect(expectFree(port)).resolves.toBeUndefined()
  })
})

describe('freePorts', () => {
  test('gives different ports', async () => {
    expect(new Set(await freePorts(5)).size).toBe(5)
  })
})
