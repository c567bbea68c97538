import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { freePorts } from '../scripts/ports.ts'
import { startPostgres } from '../scripts/postgres.ts'
import { ApiProcess, buildApi, type Memory } from './api-process.ts'
import { startIssuer } from './issuer.ts'
import { Traffic, type Statuses } from './traffic.ts'

export interface HeapReport {
  readonly requests: number
  readonly statuses: Statuses
  /** After a collection, each time a part of the requests was answered. */
  readonly samples: readonly (Memory & { readonly after: number })[]
  /** Bytes of heap for 1,000 requests, by least squares, once the first fifth has warmed up. */
  readonly heapPer1000: number
  readonly rssGrowth: number
}

/** Sends a mix of requests to a running API, and looks at its heap in between. */
export async function measureHeap(
  requests: number,
  onSample?: (after: number, memory: Memory) => void,
): Promise<HeapReport> {
  await buildApi()
  const issuer = await startIssuer()
  const postgres = await startPostgres()
  const [port = 0] = await freePorts(1)
  const api = new ApiProcess({ port, databaseUrl: postgres.url, issuer: issuer.url, probed: true })
  try {
    await api.start()
    const traffic = new Traffic(api.url, issuer)
    const part = Math.ceil(requests / 20)
    const samples = []
    for (let after = 0; after <= requests; after += part) {
      const memory = await api.memory()
      samples.push({ after, ...memory })
      onSample?.(after, memory)
      if (after < requests) await traffic.send(part)
    }
    traffic.stop()
    const warm = samples.filter(({ after }) => after >= requests / 5)
    const [first] = warm
    return {
      requests,
      statuses: traffic.statuses,
      samples,
      heapPer1000: 1000 * slope(warm.map(({ after, heapUsed }) => [after, heapUsed])),
      rssGrowth: (warm.at(-1)?.rss ?? 0) / (first?.rss ?? 1),
    }
  } finally {
    await api.kill()
    await postgres.stop()
    issuer.stop()
  }
}

/** Of the line that fits the points best. */
function slope(points: readonly (readonly [number, number])[]): number {
  const mean = (index: 0 | 1) =>
    points.reduce((sum, point) => sum + point[index], 0) / points.length
  const [x, y] = [mean(0), mean(1)]
  const sum = (part: (point: readonly [number, number]) => number) =>
    points.reduce((total, point) => total + part(point), 0)
  return sum((point) => (point[0] - x) * (point[1] - y)) / sum((point) => (point[0] - x) ** 2)
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: { requests: { type: 'string', default: '1000000' }, json: { type: 'string' } },
  })
  const report = await measureHeap(
    Number(values.requests),
    (after, { heapUsed, rss, resources }) => {
      const megabytes = (bytes: number) => `${(bytes / 1_000_000).toFixed(1)} MB`
      console.log(
        `${after} requests: heap ${megabytes(heapUsed)}, rss ${megabytes(rss)}, ${resources} handles`,
      )
    },
  )
  const { statuses, heapPer1000, rssGrowth } = report
  console.log({ statuses, heapPer1000: Math.round(heapPer1000), rssGrowth })
  if (values.json !== undefined) {
    writeFileSync(values.json, `${JSON.stringify(report, undefined, 2)}\n`)
  }
}
