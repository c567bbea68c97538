import type { TraceEvent } from '@frontchannel/conformance'
import { CompactSign } from 'jose'
import { encode } from 'jose/base64url'
import type { Environment } from '../src/environment.ts'
import { flowById } from '../src/flows.ts'
import { tokenHash } from '../src/id-token/token-hash.ts'
import type { ClientSettings } from '../src/settings.ts'
import { storedTransactions } from '../src/transactions/stored-transactions.ts'
import { keyFor, type TestKey } from './keys.ts'
import { memoryStorage } from './memory-storage.ts'

export const issuer = 'https://idp.example.com/'
export const clientId = 'timesheets-spa'
export const redirectUri = 'https://app.example.com/callback'
export const start = new Date('2026-11-20T12:00:00Z')

type Handler = (request: Request) => Response | Promise<Response>
type Claims = Record<string, unknown>

/** A provider in memory: real keys, canned answers, and a record of what was asked. */
export interface TestProvider {
  readonly metadata: Record<string, unknown>
  readonly key: TestKey
  /** What `jwks_uri` answers with. */
  keys: unknown[]
  readonly requests: Request[]
  /** Answers by path, instead of the usual ones. */
  readonly answers: Record<string, Handler>
  readonly fetch: typeof fetch
  readonly sign: (claims: unknown, header?: Claims, key?: TestKey) => Promise<string>
}

export function json(body: unknown, init?: ResponseInit): Response {
  const headers = new Headers(init?.headers)
  if (!headers.has('content-type')) headers.set('content-type', 'application/json')
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  return new Response(text, { ...init, headers })
}

export async function createProvider(alg = 'RS256'): Promise<TestProvider> {
  const key = await keyFor(alg)
  const provider: TestProvider = {
    metadata: {
      issuer,
      authorization_endpoint: `${issuer}authorize`,
      jwks_uri: `${issuer}jwks`,
      token_endpoint: `${issuer}token`,
      userinfo_endpoint: `${issuer}userinfo`,
      end_session_endpoint: `${issuer}logout`,
      id_token_signing_alg_values_supported: ['RS256'],
    },
    key,
    keys: [key.jwk],
    requests: [],
    answers: {},
    async fetch(input, init) {
      const request = new Request(input, init)
      provider.requests.push(request)
      const { pathname } = new URL(request.url)
      const answer = provider.answers[pathname]
      if (answer) return answer(request)
      if (pathname === '/.well-known/openid-configuration') return json(provider.metadata)
      if (pathname === '/jwks') return json({ keys: provider.keys })
      return new Response(null, { status: 404 })
    },
    sign(claims, header = {}, by = key) {
      const payload = typeof claims === 'string' ? claims : JSON.stringify(claims)
      return new CompactSign(new TextEncoder().encode(payload))
        .setProtectedHeader({ alg: by.alg, kid: by.kid, typ: 'JWT', ...header })
        .sign(by.privateKey)
    },
  }
  return provider
}

export interface TestEnvironment extends Environment {
  readonly events: TraceEvent[]
  /** The clock stands still until a test moves it. */
  time: Date
}

export function createEnvironment(provider: Pick<TestProvider, 'fetch'>): TestEnvironment {
  const events: TraceEvent[] = []
  const env: TestEnvironment = {
    fetch: provider.fetch,
    now: () => env.time,
    trace: (event) => events.push(event),
    transactions: storedTransactions(memoryStorage(), () => env.time),
    events,
    time: start,
  }
  return env
}

export function settingsFor(flow: string, more: Partial<ClientSettings> = {}): ClientSettings {
  return {
    issuer,
    clientId,
    redirectUri,
    scope: 'openid profile read:timesheets',
    audience: 'https://timesheets.example.com/api',
    resourceParameter: 'audience',
    flow: flowById(flow),
    ...more,
  }
}

export const seconds = (date: Date): number => date.getTime() / 1000

/** The claims of a good ID Token, and what a test puts in their place; undefined leaves one out. */
export function claimsWith(changes: Claims = {}): Claims {
  const now = seconds(start)
  return { iss: issuer, sub: 'auth0|1', aud: clientId, exp: now + 300, iat: now, ...changes }
}

export const hashOf = (value: string, alg = 'RS256'): Promise<string> => tokenHash(value, alg)

/** The compact form of anything, signed by nobody. */
export function unsigned(header: unknown, claims: unknown, signature = ''): string {
  const part = (value: unknown): string =>
    encode(new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value)))
  return `${part(header)}.${part(claims)}.${signature}`
}
