import type { AuthorizationCheck } from '../check.ts'

/** The base64url text of a SHA-256 hash. */
const s256Challenge = /^[A-Za-z0-9_-]{43}$/

export const challengeForPublicClient: AuthorizationCheck = {
  id: 'authorization-request.code_challenge.present',
  requirements: ['RFC7636-4.4.1', 'RFC9700-2.1.1'],
  error: 'invalid_request',
  // a public client has no secret, so whoever intercepts its code could redeem it
  refuses: ({ client, responseType, codeChallenge }) =>
    responseType?.parts.has('code') &&
    (client?.public || client?.requirePkce) &&
    codeChallenge === undefined
      ? 'code_challenge is required for this client'
      : undefined,
}

export const challengeMethodS256: AuthorizationCheck = {
  id: 'authorization-request.code_challenge_method.s256',
  requirements: ['RFC7636-4.2'],
  error: 'invalid_request',
  // "plain", also the default when the method is left out, shows the verifier to whom it guards against
  refuses: ({ codeChallenge, parameters }) =>
    (codeChallenge ?? parameters.one('code_challenge_method')) === undefined ||
    parameters.one('code_challenge_method') === 'S256'
      ? undefined
      : 'code_challenge_method must be S256',
}

export const challengeWellFormed: AuthorizationCheck = {
  id: 'authorization-request.code_challenge.well-formed',
  requirements: ['RFC7636-4.2'],
  error: 'invalid_request',
  refuses: ({ codeChallenge }) =>
    codeChallenge === undefined || s256Challenge.test(codeChallenge)
      ? undefined
      : 'code_challenge must be the base64url text of a SHA-256 hash',
}
