import type { Explanation } from './parameter-words.ts'
import { core, rfc, type Section } from './specifications.ts'

const row = (text: string, section: Section): Explanation => ({ text, section })
const profile = core('5.1')

/** What a claim, or a member of a token's header, says. */
const rows: Readonly<Record<string, Explanation>> = {
  alg: row(
    'How the token is signed. Compared with what was agreed, never believed.',
    rfc(7515, '4.1.1'),
  ),
  kid: row("Which of the provider's published keys signed it.", rfc(7515, '4.1.4')),
  typ: row('What kind of token this is, so that none passes for another.', rfc(8725, '3.11')),
  iss: row('Who issued it. Compared exactly: a slash at the end counts.', rfc(7519, '4.1.1')),
  sub: row(
    'Whom it is about: the one lasting name of the user at this issuer.',
    rfc(7519, '4.1.2'),
  ),
  aud: row(
    'Whom it is for: this app in an ID Token, the API in an Access Token.',
    rfc(7519, '4.1.3'),
  ),
  exp: row('When it ends.', rfc(7519, '4.1.4')),
  nbf: row('When it begins.', rfc(7519, '4.1.5')),
  iat: row('When it was issued.', rfc(7519, '4.1.6')),
  jti: row('Its own number, to tell it from others.', rfc(7519, '4.1.7')),
  nonce: row('The nonce of the request. Proves that the token was made for this login.', core('2')),
  azp: row('The app that it was issued to.', core('2')),
  auth_time: row('When the user typed a password, or whatever they log in with.', core('2')),
  acr: row('How strong the authentication was.', core('2')),
  amr: row('By which means the user authenticated.', core('2')),
  at_hash: row(
    'Half of the hash of the Access Token beside it: neither can be exchanged.',
    core('3.2.2.9'),
  ),
  c_hash: row(
    'Half of the hash of the code beside it: neither can be exchanged.',
    core('3.3.2.10'),
  ),
  sid: row("The provider's session, to be ended by name.", core('2')),
  client_id: row('The app that the Access Token was issued to.', rfc(9068, '2.2')),
  scope: row('What its bearer may do.', rfc(9068, '2.2.3')),
  name: row('The full name, to be shown.', profile),
  given_name: row('The first name.', profile),
  family_name: row('The last name.', profile),
  nickname: row('What the user is called.', profile),
  picture: row('The address of a picture.', profile),
  locale: row('The language and region of the user.', profile),
  email: row('The e-mail address. It may change hands, so it identifies nobody.', core('5.7')),
  email_verified: row('Whether the provider has seen that the address is theirs.', profile),
  updated_at: row('When the profile was last changed.', profile),
  events: row('That this is a logout token.', {
    text: 'Back-Channel Logout §2.4',
    url: 'https://openid.net/specs/openid-connect-backchannel-1_0.html#rfc.section.2.4',
  }),
}

export function explainClaim(name: string): Explanation {
  const known = Object.hasOwn(rows, name) ? rows[name] : undefined
  if (known) return known
  return {
    text: name.includes('://')
      ? "A claim of this API's own; the address in front keeps it from meaning something else elsewhere."
      : 'No claim of the specifications: an addition of the provider.',
  }
}
