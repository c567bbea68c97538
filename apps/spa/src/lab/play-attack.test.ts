import { faults, type Fault } from '@frontchannel/conformance/faults'
import { describe, expect, it } from 'vitest'
import { storyOf } from './attack-words.ts'
import { asExpected, canBePlayed, flowFor } from './play-attack.ts'

const catalogue: readonly Fault[] = faults

describe('the cards of the attack lab', () => {
  it('tell a story of each fault, in two sentences beside its title', () => {
    const poor = catalogue.filter(
      ({ id }) => (storyOf(id).match(/[.!?](?:\s|$)/g) ?? []).length < 2,
    )
    expect(poor.map(({ id }) => id)).toEqual([])
  })

  it('play each fault that a login can ask for', () => {
    expect(catalogue.filter(canBePlayed).length).toBeGreaterThan(200)
  })

  it('play each in a flow that it can spoil', () => {
    const wrong = catalogue.filter(canBePlayed).filter((fault) => {
      const parts = flowFor(fault).split(' ')
      const { needs = [], harmlessBeside = [] } = fault
      return (
        !needs.every((part) => parts.includes(part)) ||
        harmlessBeside.some((part) => parts.includes(part))
      )
    })
    expect(wrong.map(({ id }) => id)).toEqual([])
  })
})

describe('asExpected', () => {
  const row = catalogue.find(({ id }) => id === 'id-token.nonce.append1')
  if (!row) throw new Error('no such fault')

  it('asks for the very check that the catalogue names', () => {
    const checks: never[] = []
    expect(asExpected({ outcome: 'refused', by: 'id-token.nonce', checks }, row)).toBe(true)
    expect(asExpected({ outcome: 'refused', by: 'id-token.exp', checks }, row)).toBe(false)
    expect(asExpected({ outcome: 'accepted', checks }, row)).toBe(false)
  })
})
