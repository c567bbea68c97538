import type { Flow } from '../../packages/relying-party/src/flows.ts'

/** What is examined: the configuration as SPA and API will use it. */
export interface Subject {
  readonly issuer: string
  readonly clientId: string
  readonly redirectUris: readonly string[]
  readonly scope: string
  readonly audience: string | undefined
  readonly resourceParameter: string
  readonly flow: Flow
  readonly spaUrl: string
  readonly apiUrl: string
  readonly now: () => Date
}

/** The provider's metadata, as far as it is examined. All of it is somebody else's: nothing is certain. */
export interface Metadata {
  readonly issuer?: unknown
  readonly authorization_endpoint?: unknown
  readonly token_endpoint?: unknown
  readonly userinfo_endpoint?: unknown
  readonly jwks_uri?: unknown
  readonly response_types_supported?: unknown
  readonly id_token_signing_alg_values_supported?: unknown
}

export interface Finding {
  readonly ok: boolean
  readonly title: string
  readonly says: string
  /** What to do about it. */
  readonly advice?: string
}

export const good = (title: string, says: string): Finding => ({ ok: true, title, says })

export const bad = (title: string, says: string, advice: string): Finding => ({
  ok: false,
  title,
  says,
  advice,
})

const timeoutMilliseconds = 10_000

/** One request to the provider. A redirect is an answer, never followed. */
export async function ask(url: string, init: RequestInit = {}): Promise<Response | Error> {
  try {
    return await fetch(url, {
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMilliseconds),
      ...init,
    })
  } catch (error) {
    const { cause, message } = error as Error
    return new Error(cause instanceof Error ? cause.message : message)
  }
}

export const textOr = (value: unknown, otherwise: string): string =>
  typeof value === 'string' ? value : otherwise

export const listOf = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((item) => typeof item === 'string') : []
