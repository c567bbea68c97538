import { core, responseTypes, rfc, type Section } from './specifications.ts'

export interface Explanation {
  readonly text: string
  readonly section?: Section
}

const row = (text: string, section?: Section): Explanation => ({
  text,
  ...(section && { section }),
})

/** What a parameter, or a header, of a message says and is for. */
const rows: Readonly<Record<string, Explanation>> = {
  response_type: row(
    'What the app wants back: a code, an ID Token, an Access Token, or several of them.',
    responseTypes('3'),
  ),
  client_id: row('Which app is asking. A name, not a secret.', rfc(6749, '2.2')),
  redirect_uri: row(
    'Where the answer goes. The provider compares it, character by character, with what was registered.',
    rfc(6749, '3.1.2'),
  ),
  scope: row(
    'What the app asks to be allowed, in words separated by blanks; in an answer: what was granted, if that is less.',
    rfc(6749, '3.3'),
  ),
  state: row(
    'Made up for this one login. It has to come back unchanged, or the answer belongs to no login of this browser.',
    rfc(6749, '10.12'),
  ),
  nonce: row(
    'Made up for this one login too. It has to stand in the ID Token, or that token is the copy of another login.',
    core('3.2.2.1'),
  ),
  audience: row("Which API the Access Token is for, in Auth0's word."),
  resource: row('Which API the Access Token is for.', rfc(8707, '2')),
  prompt: row(
    'Whether the provider may, or must, ask the user: none, login, consent or select_account.',
    core('3.1.2.1'),
  ),
  login_hint: row('Who probably wants to log in, so that nobody types it twice.', core('3.1.2.1')),
  max_age: row(
    'How many seconds ago the user may have typed a password, at most.',
    core('3.1.2.1'),
  ),
  response_mode: row(
    'How the answer travels: in the fragment, in the query, in a posted form, or in a message between windows.',
    responseTypes('2.1'),
  ),
  code_challenge: row(
    'The hash of a secret that stays here. Whoever redeems the code has to know the secret.',
    rfc(7636, '4.2'),
  ),
  code_challenge_method: row('How the challenge was made: S256 is SHA-256.', rfc(7636, '4.3')),
  mock_faults: row(
    'An attack that the mock IdP was asked to commit in this login. No real provider knows it.',
  ),
  access_token: row(
    'The key to the API. Whoever holds it may use it, so it is hidden here.',
    rfc(6749, '1.4'),
  ),
  id_token: row('Says who logged in, when, for which app. Signed by the provider.', core('2')),
  refresh_token: row(
    'Gets new Access Tokens without the user. Stays with the back-end.',
    rfc(6749, '1.5'),
  ),
  token_type: row(
    'How to use the Access Token: a Bearer token works for whoever bears it.',
    rfc(6749, '7.1'),
  ),
  expires_in: row('For how many seconds the Access Token is good.', rfc(6749, '4.2.2')),
  code: row(
    'Stands for the tokens, once and for a short time. Hidden, as it is worth them.',
    rfc(6749, '4.1.2'),
  ),
  iss: row('Which provider answers, so that two of them cannot be mixed up.', rfc(9207, '2')),
  session_state: row("The provider's summary of its session, for pages that watch over it."),
  error: row('Why there is no token, as one of the defined codes.', rfc(6749, '4.2.2.1')),
  error_description: row(
    "The provider's own words. Anybody could have written them into the address.",
    rfc(6749, '4.2.2.1'),
  ),
  authorization: row('The Access Token, in the one place where it may travel.', rfc(6750, '2.1')),
  accept: row('Which forms of answer the app understands.', rfc(9110, '12.5.1')),
  'content-type': row('The form of what follows.', rfc(9110, '8.3')),
  'www-authenticate': row('Why the API refuses, and what it would take.', rfc(6750, '3')),
  'retry-after': row('How many seconds to wait before the next try.', rfc(9110, '10.2.3')),
  'if-match': row(
    'The version that is to be changed. If it is another one by now, the change is refused.',
    rfc(9110, '13.1.1'),
  ),
  'idempotency-key': row('Lets the request be sent twice and take effect once.'),
  grant_type: row('What is redeemed: a code, or a refresh token.', rfc(6749, '4.1.3')),
  client_secret: row(
    "The back-end's password at the provider. Never shown, never in a browser.",
    rfc(6749, '2.3.1'),
  ),
  codeVerifier: row(
    'The secret whose hash went out with the request. The back-end proves with it that the code is its own.',
    rfc(7636, '4.5'),
  ),
  code_verifier: row('The secret whose hash went out with the request.', rfc(7636, '4.5')),
  issuer: row(
    'The provider that the login began with. The back-end compares it with its own.',
    rfc(9207, '2.4'),
  ),
  flow: row('The row of the table of flows that this login follows.'),
  redirectUri: row(
    'Where the answer arrived. It has to be repeated when the code is redeemed.',
    rfc(6749, '4.1.3'),
  ),
  idTokenSubject: row(
    'Who the front-channel ID Token is about. The second one has to be about the same.',
    core('3.3.3.6'),
  ),
}

/** A name that no row knows is the sender's own. */
export function explainParameter(name: string): Explanation {
  const known = Object.hasOwn(rows, name) ? rows[name] : undefined
  return known ?? { text: 'No parameter of the specifications: an addition of the sender.' }
}
