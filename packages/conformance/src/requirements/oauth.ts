import { rfc, specification } from './requirement.ts'

export const rfc6749 = specification('RFC6749', rfc(6749), {
  '2.3': 'A confidential client authenticates with the method it registered, and with one only',
  '3.1': 'Request and response parameters occur once at most',
  '3.1.2': 'The redirection endpoint is the registered one, compared exactly',
  '3.1.1': 'The request names a response type that the server knows and the client may use',
  '3.2': 'A token request is a POST with each parameter once',
  '3.3': 'Granted scope that differs from the requested one is told to the client',
  '4.1.2': 'A code lives shortly, is used once, and its second use revokes what the first gave',
  '4.1.3': 'A code is redeemed by the client and for the redirection endpoint it was issued to',
  '4.2.2': 'An implicit response carries access_token and token_type, and state if it was sent',
  '4.2.2.1': 'An authorization error response names one of the defined errors',
  '5.1': 'A token response carries access_token and token_type',
  '5.2': 'A token error response names one of the defined errors',
  '6': 'A refresh token is bound to its client and never widens the scope',
  '7.1': 'A client does not use an Access Token whose type it does not understand',
  '10.12': 'A response is bound to the browser that made the request by state',
})

export const rfc6750 = specification('RFC6750', rfc(6750), {
  '2.1': 'The Access Token travels in the Authorization header with the scheme Bearer',
  '3': 'A refusal carries a WWW-Authenticate challenge',
  '3.1': 'A refusal names invalid_request, invalid_token or insufficient_scope',
})

export const rfc7515 = specification('RFC7515', rfc(7515), {
  '2': 'base64url is written without padding, white space or other characters',
  '4': 'The names of header members are unique',
  '4.1.4': 'kid selects the key that verifies the signature',
  '4.1.11': 'A token whose crit names an extension that is not understood is refused',
  '5.2': 'A token whose signature does not verify is refused',
})

export const rfc7518 = specification('RFC7518', rfc(7518), {
  '3.3': 'An RSA key has 2048 bits or more',
})

export const rfc7519 = specification('RFC7519', rfc(7519), {
  '4': 'The names of claims are unique',
  '4.1.1': 'iss names the issuer, compared exactly',
  '4.1.2': 'sub is a string that names the subject',
  '4.1.3': 'aud names the recipients, and the recipient is one of them',
  '4.1.4': 'A token is not accepted on or after exp',
  '4.1.5': 'A token is not accepted before nbf',
  '4.1.6': 'iat tells when the token was issued',
  '7.2': 'A signed JWT is three segments, header and claims being JSON objects',
})

export const rfc8252 = specification('RFC8252', rfc(8252), {
  '7.3': 'Of a native application on the same machine the port may be any',
})

export const rfc8725 = specification('RFC8725', rfc(8725), {
  '3.1':
    'The algorithm is one that the verifier was configured with, never the choice of the token',
  '3.11': 'One kind of token is not accepted where another is expected',
})

export const rfc9068 = specification('RFC9068', rfc(9068), {
  '2.1': 'The header of a JWT Access Token says at+jwt',
  '2.2': 'A JWT Access Token carries iss, exp, aud, sub, client_id, iat and jti',
  '4': 'A resource server validates typ, signature, iss, aud and exp',
})

export const rfc9207 = specification('RFC9207', rfc(9207), {
  '2.4': 'The iss of an authorization response equals the issuer the request was sent to',
})
