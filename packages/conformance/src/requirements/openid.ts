import { specification } from './requirement.ts'

const sectionOf = (base: string) => (section: string) => `${base}#rfc.section.${section}`

export const openidCore = specification(
  'OIDCC',
  sectionOf('https://openid.net/specs/openid-connect-core-1_0.html'),
  {
    '2': 'An ID Token carries iss, sub, aud, exp and iat, each of the stated type',
    '3.1.2.1': 'An authentication request names scope openid, a response type and a redirect URI',
    '3.1.3.7':
      'A client validates the ID Token: issuer, audience, authorized party, algorithm, times',
    '3.2.2.1': 'A request that asks for an ID Token from the front channel carries a nonce',
    '3.2.2.5': 'An implicit response arrives in the fragment, with exactly the promised members',
    '3.2.2.8': 'A client checks the authorization response before it uses it',
    '3.2.2.9': 'A client checks the Access Token against at_hash',
    '3.2.2.11': 'A front-channel ID Token has the nonce of the request',
    '3.1.2.3': 'prompt and max_age decide whether the end-user is asked to authenticate again',
    '3.1.2.4': 'The end-user consents before a client learns anything',
    '3.1.2.6': 'A request with prompt=none that needs the end-user gets an error instead',
    '3.1.3.3': 'A token response carries access_token, token_type and id_token',
    '3.3.2.9': 'A client of a hybrid flow checks the Access Token as in the implicit flow',
    '3.3.2.10': 'A client checks the code against c_hash before it redeems it',
    '12.2': 'An ID Token of a refresh has the iss, sub and auth_time of the first',
    '3.3.3.6': 'The ID Tokens of both endpoints have the same iss and sub',
    '5.5': 'A client may ask for single claims, in the ID Token or at userinfo',
    '5.5.1.1': 'An essential acr that cannot be reached ends the login',
    '6.1': 'A provider that does not support request objects says so instead of ignoring them',
    '10.1': 'A header names the key by kid where the provider has several',
    '5.3.2': 'The sub of the userinfo response equals the sub of the ID Token',
  },
)

export const openidDiscovery = specification(
  'OIDCD',
  sectionOf('https://openid.net/specs/openid-connect-discovery-1_0.html'),
  {
    '3': 'Provider metadata names its endpoints as https addresses',
    '4.2': 'Provider metadata are a JSON object, answered with status 200',
    '4.3': 'The issuer in the provider metadata equals the issuer it was fetched for, exactly',
  },
)
