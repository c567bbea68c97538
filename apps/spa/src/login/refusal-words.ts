/** What a refusal means for the person in front of it, chosen from the check that refused. */
const rows: Readonly<Record<string, string>> = {
  'authorization-response.duplicates':
    'The answer of the identity provider names the same thing twice, so nobody can tell which one it means.',
  'authorization-response.channel':
    'The answer arrived in another way than this app asked for. Tokens in a query reach the logs of servers: the provider has to answer such a login in the fragment, or by a posted form.',
  'authorization-response.iss':
    'The answer says that it comes from another identity provider than the one you were sent to.',
  'authorization-response.state':
    'This answer belongs to no login that was begun in this tab, or to one that was already used or took too long.',
  'authorization-response.members':
    'The answer holds something else than what this kind of login is answered with.',
  'authorization-response.token_type':
    'The Access Token is of a kind that this app does not know how to use.',
  'authorization-response.expires_in':
    'The answer does not say in a usable way how long the Access Token is good for.',
  'id-token.format': 'The ID Token, which says who you are, cannot be read.',
  'id-token.alg':
    'The ID Token is signed in another way than agreed, or not at all: anybody could have written it.',
  'id-token.kid': 'The ID Token names a signing key that the identity provider does not publish.',
  'id-token.signature':
    'The signature of the ID Token is not good: it was changed on its way, or somebody else wrote it.',
  'id-token.iss': 'The ID Token was issued by somebody else than your identity provider.',
  'id-token.aud': 'The ID Token was issued for another app.',
  'id-token.azp': 'The ID Token was issued to another app, which may not pass it on to this one.',
  'id-token.exp':
    'The ID Token has expired. If you just logged in, check the clock of this device.',
  'id-token.iat':
    'The ID Token was issued at a time that cannot be right. Check the clock of this device.',
  'id-token.nbf': 'The ID Token is not valid yet. Check the clock of this device.',
  'id-token.sub': 'The ID Token does not say whom it is about.',
  'id-token.nonce':
    'The ID Token does not belong to this login: it may be the copy of another one, made to be replayed.',
  'id-token.c_hash':
    'The code does not belong to the ID Token it arrived with: one of them was exchanged.',
  'id-token.at_hash':
    'The Access Token does not belong to the ID Token it arrived with: one of them was exchanged.',
  'provider-metadata.issuer':
    'The identity provider calls itself by another name than the one this app is set up for. A trailing slash counts.',
  'userinfo.sub': 'The profile that arrived belongs to somebody else than the user who logged in.',
}

const byArtefact: Readonly<Record<string, string>> = {
  'authorization-response': 'The answer of the identity provider is not one that this app may use.',
  'id-token': 'The ID Token, which says who you are, failed a check.',
  'provider-metadata': 'What the identity provider says about itself cannot be used.',
  'token-response': 'The answer to the code failed a check.',
  userinfo: 'The profile that arrived failed a check.',
}

/** A sentence for whoever was refused. A check that this list does not know falls back to its kind. */
export function refusalWords(check: string): string {
  const artefact = check.split('.', 1)[0] ?? ''
  if (Object.hasOwn(rows, check)) return rows[check] ?? ''
  if (Object.hasOwn(byArtefact, artefact)) return byArtefact[artefact] ?? ''
  return 'Something in this login failed a check.'
}
