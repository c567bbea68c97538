import { rfc, specification } from './requirement.ts'

/** What an authorization server enforces; no client or resource server checks these. */
export const rfc7009 = specification('RFC7009', rfc(7009), {
  '2.1': 'A client revokes its own tokens only, and is not told about others',
})

export const rfc7636 = specification('RFC7636', rfc(7636), {
  '4.2': 'The code challenge is made with S256',
  '4.4.1': 'A server that requires PKCE refuses a request without a code challenge',
  '4.6': 'The code verifier hashes to the code challenge of the request',
})

export const rfc8707 = specification('RFC8707', rfc(8707), {
  '2': 'A request for a resource that the server does not know is refused with invalid_target',
})

export const rfc9700 = specification('RFC9700', rfc(9700), {
  '2.1': 'An authorization server never redirects to an address that is not registered',
  '2.1.1': 'Public clients use PKCE',
  '4.14.2': 'Reuse of a rotated refresh token revokes its family',
})

const oauthMultipleResponseTypes = (section: string) =>
  `https://openid.net/specs/oauth-v2-multiple-response-types-1_0.html#rfc.section.${section}`

export const multipleResponseTypes = specification('OAUTHMRT', oauthMultipleResponseTypes, {
  '2.1': 'The response mode is one that the server knows',
  '3': 'The order of the words of a response type has no meaning',
  '5': 'A response that holds a token is never delivered in the query',
})

const rpInitiatedLogout = (section: string) =>
  `https://openid.net/specs/openid-connect-rpinitiated-1_0.html#rfc.section.${section}`

export const openidRpInitiatedLogout = specification('OIDCRIL', rpInitiatedLogout, {
  '2': 'A logout request without a good id_token_hint is confirmed by the end-user',
  '3': 'After logout the provider redirects to a registered address only, compared exactly',
})

const backChannelLogout = (section: string) =>
  `https://openid.net/specs/openid-connect-backchannel-1_0.html#rfc.section.${section}`

export const openidBackChannelLogout = specification('OIDCBCL', backChannelLogout, {
  '2.4': 'A logout token says iss, aud, iat, exp, jti and events, and whose session ended',
  '2.6': 'A client validates a logout token like an ID Token, and refuses a nonce',
})
