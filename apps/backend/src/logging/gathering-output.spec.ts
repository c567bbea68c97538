import { setTimeout as sleep } from 'node:timers/promises'
import { pino } from 'pino'
import { describe, expect, it } from 'vitest'
import { gatheringOutput } from './gathering-output.ts'

function start() {
  const writes: string[] = []
  const output = { write: (text: string) => void writes.push(text) }
  return { writes, log: pino({ level: 'info' }, gatheringOutput(output)) }
}

describe('gatheringOutput', () => {
  it('writes good news together, soon', async () => {
    const { writes, log } = start()
    for (const text of ['one', 'two', 'three']) log.info(text)
    expect(writes).toEqual([])
    await sleep(150)
    expect(writes).toHaveLength(1)
    expect(writes[0]?.trim().split('\n')).toHaveLength(3)
  })

  it('writes a warning at once, after what came before it', () => {
    const { writes, log } = start()
    log.info('before')
    log.warn('look')
    expect(writes.join('')).toMatch(/before[^]*look/)
  })

  it('writes at once when much has gathered', () => {
    const { writes, log } = start()
    for (let line = 0; line < 100; line++) log.info('answered')
    expect(writes).toHaveLength(1)
  })
})
