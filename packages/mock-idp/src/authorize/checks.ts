import type { Answer, AuthorizationCheck } from './check.ts'
import { clientIdKnown, clientIdOnce } from './checks/client.ts'
import { connectionEnabled } from './checks/connection.ts'
import { faultsAllowed, faultsKnown } from './checks/faults.ts'
import { acrReachable, claimsReadable, idTokenHintOurs } from './checks/hints.ts'
import { nonceForIdToken } from './checks/nonce.ts'
import {
  parametersOnce,
  registrationUnsupported,
  requestObjectUnsupported,
  requestUriUnsupported,
} from './checks/parameters.ts'
import {
  challengeForPublicClient,
  challengeMethodS256,
  challengeWellFormed,
} from './checks/pkce.ts'
import { maxAgeSeconds, promptKnown, promptNoneAlone } from './checks/prompt.ts'
import { redirectUriOnce, redirectUriRegistered } from './checks/redirect-uri.ts'
import { responseModeKnown, responseModeUsable } from './checks/response-mode.ts'
import {
  grantTypesAllowed,
  responseTypePresent,
  responseTypeSupported,
} from './checks/response-type.ts'
import { scopeWellFormed } from './checks/scope.ts'
import { audienceKnown, resourceKnown, targetSingle } from './checks/target.ts'

/**
 * What an authorization request must pass, in this order. Until the redirection endpoint is known
 * to be the client's own, a refusal is a page that redirects nowhere: anything else would be an
 * open redirector (RFC 9700 §4.11).
 */
export const authorizationChecks: readonly (readonly [Answer, AuthorizationCheck])[] = [
  ['page', clientIdOnce],
  ['page', clientIdKnown],
  ['page', redirectUriOnce],
  ['page', redirectUriRegistered],
  ['page', faultsAllowed],
  ['page', faultsKnown],
  ['redirect', parametersOnce],
  ['redirect', requestObjectUnsupported],
  ['redirect', requestUriUnsupported],
  ['redirect', registrationUnsupported],
  ['redirect', responseTypePresent],
  ['redirect', responseTypeSupported],
  ['redirect', grantTypesAllowed],
  ['redirect', responseModeKnown],
  ['redirect', responseModeUsable],
  ['redirect', scopeWellFormed],
  ['redirect', nonceForIdToken],
  ['redirect', challengeForPublicClient],
  ['redirect', challengeMethodS256],
  ['redirect', challengeWellFormed],
  ['redirect', promptKnown],
  ['redirect', promptNoneAlone],
  ['redirect', maxAgeSeconds],
  ['redirect', connectionEnabled],
  ['redirect', claimsReadable],
  ['redirect', acrReachable],
  ['redirect', idTokenHintOurs],
  ['redirect', targetSingle],
  ['redirect', audienceKnown],
  ['redirect', resourceKnown],
]
