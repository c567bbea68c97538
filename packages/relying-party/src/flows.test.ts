import { describe, expect, it } from 'vitest'
import { flowById, flows, issuesAccessToken, issuesCode, issuesIdToken } from './flows.ts'

describe('flows', () => {
  it('issue what their response type names', () => {
    for (const flow of flows) {
      const words = flow.responseType.split(' ')
      expect(issuesCode(flow)).toBe(words.includes('code'))
      expect(issuesIdToken(flow)).toBe(words.includes('id_token'))
      expect(issuesAccessToken(flow)).toBe(words.includes('token'))
    }
  })

  it('answer in the fragment whenever a token is in the answer', () => {
    for (const flow of flows) {
      const holdsToken = issuesIdToken(flow) || issuesAccessToken(flow)
      expect(flow.responseMode).toBe(holdsToken ? 'fragment' : 'query')
    }
  })

  it('have someone to redeem the code exactly if there is one', () => {
    for (const flow of flows) expect(flow.redeemedBy !== 'nobody').toBe(issuesCode(flow))
  })
})

describe('flowById', () => {
  it('finds each flow by its own id', () => {
    for (const flow of flows) expect(flowById(flow.id)).toBe(flow)
  })

  it('accepts the words of a response type in any order', () => {
    expect(flowById('token id_token').id).toBe('id_token token')
    expect(flowById(' token  code id_token ').id).toBe('code id_token token')
    expect(flowById('backend code').id).toBe('code backend')
  })

  it.each(['', 'none', 'implicit', 'code code', 'Code', 'id_token token token', '__proto__'])(
    'refuses %j with a list of the ids',
    (id) => {
      expect(() => flowById(id)).toThrow(/is unknown; known: "id_token", "token".*"code backend"/)
    },
  )
})
