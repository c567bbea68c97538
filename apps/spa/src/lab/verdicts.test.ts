import { flowById, flows } from '@frontchannel/relying-party'
import { describe, expect, it } from 'vitest'
import { verdictsOf } from './verdicts.ts'

const positions = (id: string) => verdictsOf(flowById(id)).map(({ position }) => position)

describe('verdictsOf', () => {
  it.each(flows)('has a word of each specification on $id, and where it says so', (flow) => {
    const verdicts = verdictsOf(flow)
    expect(verdicts.map(({ by }) => by)).toEqual([
      'RFC 9700',
      'RFC 10017',
      'OAuth 2.1',
      'OWASP ASVS 5.0',
    ])
    expect(verdicts.every(({ section }) => section.url.startsWith('https://'))).toBe(true)
  })

  it('tells apart what the specifications tell apart', () => {
    const refused = ['advises against', 'forbids', 'forbids', 'forbids']
    expect(positions('id_token token')).toEqual(refused)
    expect(positions('code id_token token')).toEqual(refused)
    expect(positions('id_token').slice(0, 3)).toEqual(Array(3).fill('says nothing'))
    expect(positions('code id_token')[0]).toBe('accepts')
    expect(positions('code')).toEqual(['recommends', 'accepts', 'recommends', 'accepts'])
    expect(positions('code backend').slice(0, 3)).toEqual(Array(3).fill('recommends'))
  })
})
