import { rowsOf } from './rows.ts'

const token = rowsOf('logout-token', 'relying-party')
const response = rowsOf('logout-response', 'relying-party')

/** Back-channel logout: the client must answer 400 and keep the session. */
export const logoutTokenFaults = [
  token.reject(
    'logout-token.alg.none',
    'logout-token.alg',
    'OIDCBCL-2.6',
    'The logout token has no signature',
    { oidf: 'oidcc-client-test-rp-backchannel-rpinitlogout-alg-none' },
  ),
  token.reject(
    'logout-token.alg.es256',
    'logout-token.alg',
    'OIDCBCL-2.6',
    'The logout token is signed with another algorithm than registered',
    { oidf: 'oidcc-client-test-rp-backchannel-rpinitlogout-wrong-alg' },
  ),
  token.reject(
    'logout-token.signature.xor5a',
    'logout-token.signature',
    'OIDCBCL-2.6',
    'The signature of the logout token is spoiled',
  ),
  token.reject(
    'logout-token.events.missing',
    'logout-token.events',
    'OIDCBCL-2.6',
    'events is left out',
    { oidf: 'oidcc-client-test-rp-backchannel-rpinitlogout-no-event' },
  ),
  token.reject(
    'logout-token.events.mismatch',
    'logout-token.events',
    'OIDCBCL-2.6',
    'events names another event',
    { oidf: 'oidcc-client-test-rp-backchannel-rpinitlogout-wrong-event' },
  ),
  token.reject(
    'logout-token.nonce.added',
    'logout-token.nonce',
    'OIDCBCL-2.6',
    'The logout token has a nonce, as an ID Token would',
    { oidf: 'oidcc-client-test-rp-backchannel-rpinitlogout-with-nonce' },
  ),
  token.reject(
    'logout-token.aud.append1',
    'logout-token.aud',
    'OIDCBCL-2.6',
    'The logout token is for another client',
    { oidf: 'oidcc-client-test-rp-backchannel-rpinitlogout-wrong-aud' },
  ),
  token.reject(
    'logout-token.iss.append1',
    'logout-token.iss',
    'OIDCBCL-2.6',
    'The logout token is from another provider',
    { oidf: 'oidcc-client-test-rp-backchannel-rpinitlogout-wrong-issuer' },
  ),
  token.reject(
    'logout-token.sub.missing',
    'logout-token.sub',
    'OIDCBCL-2.6',
    'The logout token names neither a user nor a session',
  ),
  token.reject(
    'logout-token.exp.past',
    'logout-token.exp',
    'OIDCBCL-2.6',
    'The logout token has expired',
  ),
  token.reject(
    'logout-token.iat.missing',
    'logout-token.iat',
    'OIDCBCL-2.6',
    'The logout token does not say when it was issued',
  ),
  token.reject(
    'logout-token.format.two-segments',
    'logout-token.format',
    'RFC7519-7.2',
    'The signature of the logout token is cut off, with its dot',
  ),
  token.reject(
    'logout-token.crit.unknown',
    'logout-token.crit',
    'RFC7515-4.1.11',
    'crit names an extension that nobody knows',
  ),
  token.reject(
    'logout-token.kid.unknown',
    'logout-token.kid',
    'RFC7515-4.1.4',
    'kid names a key that is never published',
  ),
  token.reject('logout-token.jti.missing', 'logout-token.jti', 'OIDCBCL-2.6', 'jti is left out'),
  token.reject(
    'logout-token.typ.missing',
    'logout-token.typ',
    'OIDCBCL-2.6',
    'typ does not say that it is a logout token',
  ),
] as const

/** The way back after RP-initiated logout: the local session is over in any case. */
export const logoutResponseFaults = [
  response.accept(
    'logout-response.state.append1',
    'OIDCRIL-3',
    'The state that comes back is another',
    { oidf: 'oidcc-client-test-rp-init-logout-other-state' },
  ),
  response.accept('logout-response.state.missing', 'OIDCRIL-3', 'The state does not come back', {
    oidf: 'oidcc-client-test-rp-init-logout-no-state',
  }),
] as const
