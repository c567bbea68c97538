import { withLabSetUp } from './lab-set-up.ts'
import type { PublicConfig } from './public-config.ts'

/** `/config.json` cannot be had or used; the message says what is wrong with it. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
}

const patience = 10_000

/**
 * Fetches and checks the app's configuration.
 *
 * @throws {ConfigError}
 */
export async function loadConfig(fetch: typeof globalThis.fetch): Promise<PublicConfig> {
  let body: unknown
  try {
    const response = await fetch('/config.json', {
      cache: 'no-store',
      signal: AbortSignal.timeout(patience),
    })
    if (!response.ok) throw new ConfigError(`the server answered ${response.status}`)
    body = await response.json()
  } catch (error) {
    if (error instanceof ConfigError) throw error
    throw new ConfigError(
      error instanceof SyntaxError ? 'it is not JSON' : 'the server does not answer',
    )
  }
  return withLabSetUp(parseConfig(body))
}

const texts = ['clientId', 'audience', 'scope', 'flow'] as const
const storages = ['memory', 'session', 'local'] as const
const resourceParameters = ['audience', 'resource'] as const

/**
 * By hand and not by a schema library: the redirection endpoint's document loads this too.
 *
 * @throws {ConfigError} names every member that is wrong.
 */
export function parseConfig(body: unknown): PublicConfig {
  if (typeof body !== 'object' || body === null) throw new ConfigError('it is not an object')
  const {
    issuer,
    apiUrl,
    tokenStorage,
    resourceParameter,
    responseMode,
    idTokenAlgorithms,
    demo,
    ...rest
  } = body as Partial<Record<keyof PublicConfig, unknown>>
  const wrong: string[] = []
  for (const name of texts) {
    const optional = name === 'audience'
    if (typeof rest[name] !== 'string' || (!optional && rest[name] === '')) {
      wrong.push(`"${name}" is not a text`)
    }
  }
  for (const [name, value] of Object.entries({ issuer, apiUrl })) {
    if (!isWebAddress(value)) wrong.push(`"${name}" is not an address`)
  }
  if (!storages.some((kind) => kind === tokenStorage)) {
    wrong.push(`"tokenStorage" is none of ${storages.join(', ')}`)
  }
  if (!resourceParameters.some((name) => name === resourceParameter)) {
    wrong.push(`"resourceParameter" is none of ${resourceParameters.join(', ')}`)
  }
  if (responseMode !== undefined && responseMode !== 'form_post') {
    wrong.push('"responseMode" is not form_post')
  }
  if (!isListOrMissing(idTokenAlgorithms)) wrong.push('"idTokenAlgorithms" is not a list of names')
  if (wrong.length > 0) throw new ConfigError(wrong.join('; '))
  return {
    ...rest,
    issuer,
    apiUrl,
    tokenStorage,
    resourceParameter,
    ...(responseMode !== undefined && { responseMode }),
    ...(idTokenAlgorithms !== undefined && { idTokenAlgorithms }),
    demo: demo === true,
  } as PublicConfig
}

function isListOrMissing(value: unknown): value is readonly string[] | undefined {
  if (value === undefined) return true
  return Array.isArray(value) && value.every((name) => typeof name === 'string')
}

function isWebAddress(value: unknown): value is string {
  return (
    typeof value === 'string' && URL.canParse(value) && /^https?:$/.test(new URL(value).protocol)
  )
}
