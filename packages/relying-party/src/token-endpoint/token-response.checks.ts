import { show, type Check } from '@frontchannel/conformance'
import type { JsonObject } from '../strict-json.ts'

export interface TokenResponseExpectation {
  /** Whether an ID Token was asked for, and has to come. */
  readonly idTokenIsPromised: boolean
}

const isText = (value: unknown): value is string => typeof value === 'string' && value !== ''

/** What is checked of a successful token response, in order. */
export const tokenResponseChecks = [
  {
    id: 'token-response.members',
    requirements: ['RFC6749-5.1', 'OIDCC-3.1.3.3'],
    test({ access_token, id_token, refresh_token }, { idTokenIsPromised }) {
      const wrong = [
        isText(access_token) ? [] : ['access_token'],
        isText(id_token) || (id_token === undefined && !idTokenIsPromised) ? [] : ['id_token'],
        isText(refresh_token) || refresh_token === undefined ? [] : ['refresh_token'],
      ].flat()
      return {
        passed: wrong.length === 0,
        expected: `access_token${idTokenIsPromised ? ' and id_token' : ''}, as text`,
        actual: wrong.length === 0 ? 'these' : `no usable ${wrong.join(', ')}`,
      }
    },
  },
  {
    // a token of another type must not travel as a bearer token
    id: 'token-response.token_type',
    requirements: ['RFC6749-5.1', 'RFC6749-7.1'],
    test: ({ token_type: type }) => ({
      passed: typeof type === 'string' && type.toLowerCase() === 'bearer',
      expected: '"Bearer", in any case',
      actual: show(type),
    }),
  },
] as const satisfies readonly Check<JsonObject, TokenResponseExpectation>[]
