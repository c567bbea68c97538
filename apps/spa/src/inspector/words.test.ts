import { describe, expect, it } from 'vitest'
import { explainClaim } from './claim-words.ts'
import { explainParameter } from './parameter-words.ts'

// what the seven and the eleven steps of the demo put on the wire
const parameters = [
  ...['response_type', 'client_id', 'redirect_uri', 'scope', 'state', 'nonce', 'audience'],
  ...['code_challenge', 'code_challenge_method', 'response_mode', 'prompt', 'max_age'],
  ...['access_token', 'id_token', 'token_type', 'expires_in', 'code', 'iss', 'error'],
  ...['authorization', 'content-type', 'www-authenticate', 'if-match', 'grant_type'],
]
const claims = [
  ...['alg', 'kid', 'typ', 'iss', 'sub', 'aud', 'exp', 'iat', 'nonce', 'azp', 'at_hash'],
  ...['c_hash', 'auth_time', 'jti', 'client_id', 'scope', 'name', 'email', 'sid'],
]

describe('the inspector', () => {
  it.each(parameters)('explains the parameter %s', (name) => {
    expect(explainParameter(name).text).not.toMatch(/addition/)
  })

  it.each(claims)('explains the claim %s, and says where to read on', (name) => {
    expect(explainClaim(name).section?.url).toMatch(/^https:\/\/.+#/)
  })

  it.each(['constructor', '__proto__', 'made_up'])('says that %s is nobody’s', (name) => {
    expect(explainParameter(name).text).toMatch(/addition/)
    expect(explainClaim(name).text).toMatch(/addition/)
    expect(explainClaim(`https://api.example/${name}`).text).toMatch(/own/)
  })
})
