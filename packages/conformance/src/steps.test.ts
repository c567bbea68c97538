import { describe, expect, it } from 'vitest'
import { walk } from './steps.ts'

describe('walk', () => {
  it('has seven numbered steps without a back-end', () => {
    const steps = walk({ withBackEnd: false })
    expect(steps.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7])
    expect(steps.at(-1)?.id).toBe('api-response')
  })

  it('has eleven numbered steps with a back-end, which calls the API itself', () => {
    const steps = walk({ withBackEnd: true })
    expect(steps).toHaveLength(11)
    expect(steps[9]).toMatchObject({ number: 10, from: 'back-end', to: 'api' })
    expect(steps[10]).toMatchObject({ number: 11, from: 'api', to: 'back-end' })
  })
})
