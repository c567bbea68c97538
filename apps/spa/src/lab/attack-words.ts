/** The story behind what is tampered with: who does this, and what they gain where nobody checks. */
const stories: readonly (readonly [prefix: string, story: string])[] = [
  [
    'authorization-response.state',
    'The attacker lures the victim to the callback with an answer to a login of their own. Where nobody compares state, the victim goes on in the attacker’s account.',
  ],
  [
    'authorization-response.iss',
    'One of two providers is the attacker’s, and answers in the name of the other. Where nobody compares the issuer, a code or token is sent to the wrong one.',
  ],
  [
    'authorization-response.channel',
    'The answer is moved to a place that servers, logs and referrers can read. Where nobody minds, a token has left the browser before anything was checked.',
  ],
  [
    'authorization-response.refresh_token',
    'A long-lived token is slipped through the address bar. Where it is kept, whoever reads the history stays logged in for weeks.',
  ],
  [
    'authorization-response.extra',
    'The answer carries something that was never asked for. Where it is read nevertheless, the sender decides what the app believes.',
  ],
  [
    'authorization-response.proto',
    'A parameter is named like a part of every object. Where answers are read into a plain object, it changes what all of them inherit.',
  ],
  [
    'authorization-response.size',
    'The answer is made so long that it does not fit anywhere. Where nobody counts, the page hangs or a store overflows.',
  ],
  [
    'authorization-response.error',
    'The provider, or somebody in its name, answers with an error instead of a token. Where its words are believed, a message of the attacker stands on the page.',
  ],
  [
    'authorization-response',
    'The answer is changed on its way through the browser, where links, extensions and pages can write. Where it is taken as it comes, the app uses what the attacker chose.',
  ],
  [
    'silent-answer.sub',
    'While the tab was asleep, somebody else logged in at the provider. Where nobody compares, one user’s page goes on with the other user’s token.',
  ],
  [
    'silent-answer',
    'A renewal in the background is not answered with a token. Where that is not told apart, the app loops, or logs out people who only lost their network.',
  ],
  [
    'id-token.signature',
    'The attacker changes the token, or writes one of their own. Where nobody verifies the signature, they log in as anybody.',
  ],
  [
    'id-token.alg',
    'The token itself says how it should be verified: not at all, or with a public key as if it were a secret. Where the token is asked, everybody can forge one.',
  ],
  [
    'id-token.kid',
    'The token points to a key that is not, or not clearly, the provider’s. Where any key will do, the attacker brings their own.',
  ],
  [
    'id-token.key',
    'The token is signed with a key that was never meant for it. Where keys are not told apart, a weaker one decides.',
  ],
  [
    'id-token.jwk',
    'The token brings the key that it is to be verified with. Where it is used, every forgery verifies.',
  ],
  [
    'id-token.crit',
    'The token demands an extension that nobody here knows. Where it is skipped, a rule that mattered to the sender is broken unseen.',
  ],
  [
    'id-token.typ',
    'Another kind of token takes the place of an ID Token. Where kinds are not told apart, a logout token logs somebody in.',
  ],
  [
    'id-token.format',
    'What arrives only looks like a token. Where parsers are lenient, two of them read it differently.',
  ],
  [
    'id-token.iss',
    'A well-signed token of another issuer is presented. Where the name is compared loosely, a tenant next door logs in here.',
  ],
  [
    'id-token.aud',
    'The token was issued to another app, whose owner passes it on. Where nobody looks, any app’s users are users of this one, in that owner’s hands.',
  ],
  [
    'id-token.azp',
    'The token was issued to another app that shares the audience. Where nobody looks, that app can log its users in here.',
  ],
  [
    'id-token.sub',
    'The token does not clearly say whom it is about. Where anything is taken, different people become one user.',
  ],
  [
    'id-token.exp',
    'An old token is used again, long after its user has left. Where nobody looks at the clock, a login never ends.',
  ],
  [
    'id-token.iat',
    'The token comes from the past or the future. Where that is taken, one that was collected once is good for ever.',
  ],
  [
    'id-token.nbf',
    'The token is not valid yet. Where it is taken, a login prepared for later begins now.',
  ],
  [
    'id-token.auth_time',
    'The user typed a password long ago, or nobody knows when. Where nobody asks, an unlocked laptop passes for a fresh login.',
  ],
  [
    'id-token.nonce',
    'The attacker has stolen a token from another login and replays it. Where nobody compares nonce, they are logged in as its owner.',
  ],
  [
    'id-token.at_hash',
    'The Access Token beside a good ID Token is exchanged for another one. Where nobody compares at_hash, this user acts with somebody else’s rights.',
  ],
  [
    'id-token.c_hash',
    'The code beside a good ID Token is exchanged for another one. Where nobody compares c_hash, the back-end redeems a stranger’s login.',
  ],
  [
    'id-token.claims',
    'Claims hold markup, scripts or far too much text. Where they are shown as they come, whoever chose the name runs code here.',
  ],
  [
    'id-token',
    'The ID Token says something that it should not. Where it is believed, the app knows the wrong person.',
  ],
  [
    'token-response',
    'The token endpoint, or whoever sits in front of it, answers with something else than was promised. Where that is used, the good login through the browser ends with a bad token.',
  ],
  [
    'userinfo.sub',
    'The profile that arrives is somebody else’s. Where nobody compares it with the ID Token, the wrong name stands on the page, and soon in the database.',
  ],
  [
    'userinfo',
    'The profile holds what a careless or hostile user typed. Where it is shown as it comes, it does more than it says.',
  ],
  [
    'signed-userinfo',
    'The profile comes as a signed document that is not what it claims to be. Only clients that asked for one have to judge it.',
  ],
  [
    'access-token.scope',
    'The token carries permissions in a form that a careless reader misreads. Where parts of words count, one permission passes for another.',
  ],
  [
    'access-token.aud',
    'The token was issued for another API, whose operator passes it on. Where nobody looks, one API’s users are handed to all others.',
  ],
  [
    'access-token.alg',
    'The token says how it should be verified. Where it is asked, everybody can write one.',
  ],
  [
    'access-token.kind',
    'Another kind of token, an ID Token for one, is sent to the API. Where kinds are not told apart, what proves who somebody is becomes what they may do.',
  ],
  [
    'access-token.exp',
    'The token has ended. Where nobody looks at the clock, a stolen one works for ever.',
  ],
  [
    'access-token',
    'The request to the API carries a token that is forged, spoiled, or meant for something else. Where it is taken, the API serves whoever wrote it.',
  ],
  [
    'provider-metadata',
    'The document that tells where everything is, is wrong. Where it is believed, logins begin at the attacker’s.',
  ],
  [
    'jwks',
    'The published keys change, disappear or multiply. Where the app copes badly, either nobody can log in or anybody’s key is good.',
  ],
  [
    'logout-token',
    'Somebody sends logouts in the provider’s name. Where they are not verified, anybody can log anybody out.',
  ],
  [
    'logout-response',
    'The way back after a logout is tampered with. The local session is over in any case.',
  ],
  [
    'http',
    'A server on the way is slow, broken or lying. Where that is not told from a refusal, people are logged out by bad weather.',
  ],
]

/** Two sentences on the attack that a fault stands for; the fault's own title is the first of three. */
export function storyOf(faultId: string): string {
  return stories.find(([prefix]) => faultId.startsWith(prefix))?.[1] ?? ''
}
