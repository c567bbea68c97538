import type { LoginTransaction } from '../src/transactions/transaction.ts'
import { flowById } from '../src/flows.ts'
import { claimsWith, hashOf, redirectUri, type TestProvider } from './provider.ts'

export const accessToken = 'an-opaque-access-token-Zm9vYmFy'
export const code = 'a-code-Zm9vYmFyYmF6'

export interface Changes {
  /** Claims of the ID Token; undefined leaves one out. */
  readonly claims?: Record<string, unknown>
  readonly header?: Record<string, unknown>
  /** Parameters of the response; undefined leaves one out. */
  readonly parameters?: Record<string, string | undefined>
}

/** The ID Token that a good provider issues from its authorization endpoint. */
export async function idTokenFor(
  provider: TestProvider,
  transaction: LoginTransaction,
  { claims, header }: Changes = {},
): Promise<string> {
  const flow = flowById(transaction.flow)
  const { alg } = provider.key
  return provider.sign(
    claimsWith({
      nonce: transaction.nonce,
      ...(flow.issuesAccessToken && { at_hash: await hashOf(accessToken, alg) }),
      ...(flow.issuesCode && { c_hash: await hashOf(code, alg) }),
      ...claims,
    }),
    header,
  )
}

/** The response of a good provider, but for some changes, as pairs. */
export async function parametersFor(
  provider: TestProvider,
  transaction: LoginTransaction,
  changes: Changes = {},
): Promise<URLSearchParams> {
  const flow = flowById(transaction.flow)
  const parameters: Record<string, string | undefined> = {
    ...(flow.issuesCode && { code }),
    ...(flow.issuesIdToken && { id_token: await idTokenFor(provider, transaction, changes) }),
    ...(flow.issuesAccessToken && {
      access_token: accessToken,
      token_type: 'Bearer',
      expires_in: '7200',
    }),
    state: transaction.state,
    ...changes.parameters,
  }
  const kept = Object.entries(parameters).filter(([, value]) => value !== undefined)
  return new URLSearchParams(kept as [string, string][])
}

/** The same as the address that the browser comes back to. */
export async function responseFor(
  provider: TestProvider,
  transaction: LoginTransaction,
  changes: Changes = {},
): Promise<{ url: string }> {
  const parameters = await parametersFor(provider, transaction, changes)
  const mark = flowById(transaction.flow).responseMode === 'fragment' ? '#' : '?'
  return { url: `${redirectUri}${mark}${parameters.toString()}` }
}
