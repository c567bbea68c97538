import { redact, runChecks, type Role } from '@frontchannel/conformance'
import { accessTokenOf, type AccessToken } from '../authorization/access-token.ts'
import { responseMembers } from '../authorization/parse-response.ts'
import type { ProviderEnvironment } from '../environment.ts'
import { failure, fetchBody, jsonOf, type Body, type Resource } from '../provider/fetch-body.ts'
import type { ProviderMetadata } from '../provider/metadata.ts'
import { ProviderError } from '../provider/provider-error.ts'
import type { ClientSettings } from '../settings.ts'
import type { JsonObject } from '../strict-json.ts'
import type { ClientAuthentication } from './client-authentication.ts'
import { TokenError } from './token-error.ts'
import { tokenResponseChecks } from './token-response.checks.ts'

const maxBytes = 262_144

/** A checked token response. Its ID Token is not validated yet. */
export interface TokenResponse {
  readonly accessToken: AccessToken
  readonly idToken?: string
  readonly refreshToken?: string
}

export interface TokenRequest {
  readonly parameters: Readonly<Record<string, string>>
  /** Of the request before it: what was granted, if the response does not say. */
  readonly scope: string
  readonly idTokenIsPromised: boolean
}

/** RFC 8707 §2.2: the token request says again which of the granted resources its token is for. */
function resourceOf({ audience, resourceParameter }: ClientSettings): Record<string, string> {
  return resourceParameter === 'resource' && audience !== undefined ? { resource: audience } : {}
}

/**
 * Sends a token request, and checks the response as far as it is not an ID Token.
 *
 * Does NOT validate the ID Token.
 *
 * @throws {TokenError} if the provider refuses
 * @throws {ProviderError} if it cannot be asked, or answers with something else
 * @throws {ProtocolError} `token-response.*`
 * @see {@link https://www.rfc-editor.org/rfc/rfc6749#section-5 RFC 6749 §5}
 */
export async function requestTokens(
  metadata: ProviderMetadata,
  settings: ClientSettings,
  request: TokenRequest,
  authenticate: ClientAuthentication,
  env: ProviderEnvironment,
): Promise<TokenResponse> {
  const credentials = await authenticate(settings, env)
  const body = new URLSearchParams({
    ...request.parameters,
    ...resourceOf(settings),
    ...credentials.parameters,
  })
  const resource: Resource = {
    name: 'token response',
    url: tokenEndpointOf(metadata),
    maxBytes,
    init: { method: 'POST', headers: { accept: 'application/json', ...credentials.headers }, body },
  }
  const side = settings.flow.redeemedBy === 'back-end' ? 'back-end' : 'spa'
  const tell = teller(side, env)
  tell('token-request', `POST ${resource.url}`, body)
  const answer = await fetchBody(resource, env)
  if (!answer.ok) throw refusalOf(resource, answer)
  const json = jsonOf(resource, answer)
  tell('token-response', String(answer.status), textMembers(json))
  const run = { step: 'token-response', now: env.now, trace: env.trace } as const
  await runChecks(tokenResponseChecks, json, request, run)
  return read(json, request.scope, env)
}

function read(json: JsonObject, scope: string, env: ProviderEnvironment): TokenResponse {
  const { access_token, id_token, refresh_token, expires_in: expiresIn } = json
  return {
    // text, as the checks have seen
    accessToken: accessTokenOf(
      access_token as string,
      { expiresIn, scope: json['scope'] },
      scope,
      env.now(),
    ),
    ...(typeof id_token === 'string' && { idToken: id_token }),
    ...(typeof refresh_token === 'string' && { refreshToken: refresh_token }),
  }
}

// the values of members that we do not know could be anything
const textMembers = (json: JsonObject): (readonly [string, string])[] =>
  Object.entries(json)
    .filter(([name, value]) => responseMembers.has(name) && typeof value !== 'object')
    .map(([name, value]) => [name, String(value)])

type Tell = (
  step: 'token-request' | 'token-response',
  summary: string,
  parameters: Iterable<readonly [string, string]>,
) => void

const teller =
  (side: Role, { now, trace }: ProviderEnvironment): Tell =>
  (step, summary, parameters) =>
    trace?.({
      kind: 'message',
      step,
      at: now().getTime(),
      from: step === 'token-request' ? side : 'idp',
      to: step === 'token-request' ? 'idp' : side,
      summary,
      ...redact(parameters),
    })

function tokenEndpointOf({ issuer, token_endpoint: url }: ProviderMetadata): string {
  if (url) return url
  throw new ProviderError({ failure: 'shape', resource: 'provider metadata', url: issuer })
}

function refusalOf(resource: Resource, answer: Body): Error {
  try {
    const { error, error_description: description } = jsonOf(resource, answer)
    if (typeof error === 'string') return new TokenError(error, description, answer.status)
  } catch {
    // an outage answers with pages, not with error responses
  }
  return failure(resource, 'status', answer.status)
}
