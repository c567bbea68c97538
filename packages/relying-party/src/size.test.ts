import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build, type Rolldown } from 'vite'
import { describe, expect, it } from 'vitest'

/** Bytes of a bundle that uses some exports, minified and gzipped. */
async function sizeOf(...used: readonly string[]): Promise<number> {
  const entry = fileURLToPath(new URL('./entry-of-size-test.ts', import.meta.url))
  const { output } = (await build({
    configFile: false,
    logLevel: 'silent',
    resolve: { conditions: ['source'] },
    build: { write: false, minify: true, target: 'esnext', rolldownOptions: { input: entry } },
    plugins: [
      {
        name: 'entry',
        resolveId: (id) => (id === entry ? id : null),
        load: (id) =>
          id === entry ? `import * as all from './index.ts'; use(${used.join()})` : null,
      },
    ],
  })) as Rolldown.RolldownOutput
  // nothing is loaded later: the redirection endpoint may be the last page that is reached
  expect(output).toHaveLength(1)
  const [chunk] = output
  return gzipSync(chunk.code).length
}

const common = ['all.startLogin', 'all.storedTransactions', 'all.flowById']

describe('the bundle', () => {
  it('weighs at most 15 kB with everything', async () => {
    expect(await sizeOf('all')).toBeLessThanOrEqual(15_000)
  })

  it('weighs at most 10 kB for a flow of the front channel', async () => {
    expect(await sizeOf(...common, 'all.completeFrontChannelLogin')).toBeLessThanOrEqual(10_000)
  })

  it('weighs at most 11 kB for every flow', async () => {
    expect(await sizeOf(...common, 'all.completeLogin')).toBeLessThanOrEqual(11_000)
  })
})
