import { describe, expect, it } from 'vitest'
import { faults } from './index.ts'
import type { Fault } from './index.ts'

const rows: readonly Fault[] = faults

describe('the catalogue of faults', () => {
  it('names each fault once, by its tamper point', () => {
    const ids = rows.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    expect(rows.filter(({ id, tampersWith }) => !id.startsWith(`${tampersWith}.`))).toEqual([])
  })

  it('says what each one does in a sentence', () => {
    expect(rows.filter(({ title }) => !/^\S.{5,100}[^.\s]$/.test(title))).toEqual([])
  })

  it('names modules of the foundation’s suite as it does', () => {
    const modules = rows.flatMap(({ oidf }) => oidf ?? [])
    expect(modules.length).toBeGreaterThan(25)
    expect(modules.filter((name) => !name.startsWith('oidcc-client-test'))).toEqual([])
  })

  it('has legal oddities and honest failures beside what must be refused', () => {
    const verdicts = new Set(rows.map(({ verdict }) => verdict))
    expect([...verdicts].sort()).toEqual(['accept', 'reject', 'report'])
  })
})
