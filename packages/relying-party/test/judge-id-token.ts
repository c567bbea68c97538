import type { JWK } from 'jose'
import { idTokenChecksFor } from '../src/id-token/checks.ts'
import { parseCompactJws } from '../src/id-token/compact-jws.ts'
import type { IdTokenExpectation, IdTokenOrigin } from '../src/id-token/id-token.ts'
import { selectKey } from '../src/id-token/select-key.ts'
import { clientId, issuer, seconds, start } from './provider.ts'

export const nonce = 'n-0S6_WzA2Mj-of-this-very-request-0123456789'

export const fromAuthorizationEndpoint: IdTokenOrigin = {
  endpoint: 'authorization',
  refreshed: false,
  besideAccessToken: false,
  besideCode: false,
}

export function expectationWith(changes: Partial<IdTokenExpectation> = {}): IdTokenExpectation {
  return {
    issuer,
    clientId,
    algorithms: ['RS256'],
    trustedAudiences: [],
    origin: fromAuthorizationEndpoint,
    nonce,
    maxAge: undefined,
    accessToken: undefined,
    code: undefined,
    previous: undefined,
    clockToleranceSeconds: 60,
    maxLifetimeSeconds: 86_400,
    clock: () => ({ now: seconds(start), offset: undefined }),
    ...changes,
  }
}

/** The ids of all rows that refuse a token, not only of the first. */
export async function judge(
  token: string,
  expectation: IdTokenExpectation,
  keys: readonly JWK[],
): Promise<readonly string[]> {
  const jws = parseCompactJws(token)
  const subject = { ...jws, chooseKey: async () => selectKey(jws.header, keys) }
  const refused: string[] = []
  for (const { id, test } of idTokenChecksFor(expectation.origin)) {
    const { passed } = await test(subject, expectation)
    if (!passed) refused.push(id)
  }
  return refused
}
