import { setUp } from '../fixture.ts'
import type { Setup } from '../fixture.ts'
import { basicAuth } from '../fixture.ts'
import type { Visit } from '../../src/testing/browser.ts'

/** The response types of the foundation's implicit and hybrid plans. */
export const types = [
  'id_token',
  'id_token token',
  'code id_token',
  'code token',
  'code id_token token',
]
export const withToken = types.slice(1)
export const withCode = types.slice(2)
export const withIdToken = types.filter((type) => type.includes('id_token'))

type Parameters = Readonly<Record<string, string | undefined>>

/** A provider with a clock, and the confidential client that the foundation's suite plays. */
export interface Suite extends Omit<Setup, 'logIn'> {
  readonly now: () => Date
  readonly advance: (seconds: number) => void
  readonly logIn: (type: string, parameters?: Parameters) => Promise<Visit>
  readonly open: (type: string, parameters?: Parameters) => Promise<Visit>
  readonly redeem: (code: string | null, method?: 'basic' | 'post') => Promise<Redeemed>
  /** The ID Token of a login, from whichever endpoint gives one. */
  readonly idTokenOf: (parameters: URLSearchParams) => Promise<Record<string, unknown>>
  /** What userinfo says, or the ID Token where no Access Token is to be had. */
  readonly claimsOf: (type: string, parameters: URLSearchParams) => Promise<Record<string, unknown>>
}

interface Redeemed {
  readonly status: number
  readonly body: Readonly<Record<string, string>>
}

const credentials = { client_id: 'web', client_secret: 'web-secret' }

export function startSuite(): Suite {
  let time = Date.parse('2026-11-20T12:00:00Z')
  const now = (): Date => new Date(time)
  const idp = setUp({ now })
  const redeem: Suite['redeem'] = async (code, method = 'basic') => {
    const body = {
      grant_type: 'authorization_code',
      code: code ?? '',
      redirect_uri: 'https://web.test/cb',
    }
    const response = await (method === 'basic'
      ? idp.post('oauth/token', body, basicAuth)
      : idp.post('oauth/token', { ...body, ...credentials }))
    return { status: response.status, body: (await response.json()) as Record<string, string> }
  }
  const idTokenOf: Suite['idTokenOf'] = async (parameters) => {
    const front = parameters.get('id_token')
    const token = front ?? (await redeem(parameters.get('code'))).body['id_token'] ?? ''
    return (await idp.verify(token)).payload
  }
  const asWeb = (type: string, parameters: Parameters): Record<string, string | undefined> => ({
    client_id: 'web',
    response_type: type,
    ...parameters,
  })
  return {
    ...idp,
    now,
    advance: (seconds) => (time += seconds * 1000),
    logIn: (type, parameters = {}) => idp.logIn(asWeb(type, parameters)),
    open: (type, parameters = {}) => idp.browser.open(idp.authorizeUrl(asWeb(type, parameters))),
    redeem,
    idTokenOf,
    async claimsOf(type, parameters) {
      if (type === 'id_token') return idTokenOf(parameters)
      const front = parameters.get('access_token')
      const token = front ?? (await redeem(parameters.get('code'))).body['access_token'] ?? ''
      const response = await idp.get('userinfo', { Authorization: `Bearer ${token}` })
      return (await response.json()) as Record<string, unknown>
    },
  }
}
