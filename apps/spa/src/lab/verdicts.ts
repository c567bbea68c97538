import type { Flow } from '@frontchannel/relying-party'
import { rfc, type Section } from '../inspector/specifications.ts'

export type Position = 'recommends' | 'accepts' | 'says nothing' | 'advises against' | 'forbids'

interface VerdictRow {
  readonly by: 'RFC 9700' | 'RFC 10017' | 'OAuth 2.1' | 'OWASP ASVS 5.0'
  /** The first row of a specification that applies to a flow is its verdict. */
  readonly appliesTo: (flow: Flow) => boolean
  readonly position: Position
  readonly words: string
  readonly section: Section
}

const draft: Section = {
  text: 'OAuth 2.1, draft 16',
  url: 'https://datatracker.ietf.org/doc/draft-ietf-oauth-v2-1/',
}
const asvs: Section = {
  text: 'ASVS 5.0, 10.4.4 and 10.6.1',
  url: 'https://github.com/OWASP/ASVS/blob/v5.0.0/5.0/en/0x19-V10-OAuth-and-OIDC.md',
}
const frontChannelToken = ({ issuesAccessToken }: Flow): boolean => issuesAccessToken
const bareToken = ({ issuesAccessToken, issuesIdToken, issuesCode }: Flow): boolean =>
  issuesAccessToken && !issuesIdToken && !issuesCode
const noCode = ({ issuesCode }: Flow): boolean => !issuesCode
const idTokenBesideCode = ({ issuesIdToken, issuesCode }: Flow): boolean =>
  issuesIdToken && issuesCode
const inBrowser = ({ redeemedBy }: Flow): boolean => redeemedBy === 'browser'
const always = (): boolean => true

const rows: readonly VerdictRow[] = [
  {
    by: 'RFC 9700',
    appliesTo: bareToken,
    position: 'advises against',
    words:
      'SHOULD NOT: the token leaks through the address, and nothing tells one that somebody else put there.',
    section: rfc(9700, '2.1.2'),
  },
  {
    by: 'RFC 9700',
    appliesTo: frontChannelToken,
    position: 'advises against',
    words:
      'SHOULD NOT, unless injection is prevented, which at_hash and nonce do, and leakage mitigated, which no check can.',
    section: rfc(9700, '2.1.2'),
  },
  {
    by: 'RFC 9700',
    appliesTo: noCode,
    position: 'says nothing',
    words: 'There is no Access Token to protect: its rules are about those.',
    section: rfc(9700, '2.1.2'),
  },
  {
    by: 'RFC 9700',
    appliesTo: idTokenBesideCode,
    position: 'accepts',
    words: 'Named as a way out: the Access Token comes from the token endpoint alone.',
    section: rfc(9700, '2.1.2'),
  },
  {
    by: 'RFC 9700',
    appliesTo: always,
    position: 'recommends',
    words: 'The code with PKCE is what clients SHOULD use.',
    section: rfc(9700, '2.1.1'),
  },
  {
    by: 'RFC 10017',
    appliesTo: frontChannelToken,
    position: 'forbids',
    words: 'Apps in a browser MUST NOT get Access Tokens from the authorization endpoint.',
    section: rfc(10017, '7.2'),
  },
  {
    by: 'RFC 10017',
    appliesTo: noCode,
    position: 'says nothing',
    words: 'It is about Access Tokens, and this flow has none.',
    section: rfc(10017, '7.2'),
  },
  {
    by: 'RFC 10017',
    appliesTo: inBrowser,
    position: 'accepts',
    words: 'The code with PKCE is required; tokens in a browser are the weaker architecture.',
    section: rfc(10017, '6.3'),
  },
  {
    by: 'RFC 10017',
    appliesTo: always,
    position: 'recommends',
    words: 'A back-end that keeps the tokens is the architecture for business and personal data.',
    section: rfc(10017, '6.1'),
  },
  {
    by: 'OAuth 2.1',
    appliesTo: frontChannelToken,
    position: 'forbids',
    words: 'The response type token does not exist in it any more.',
    section: draft,
  },
  {
    by: 'OAuth 2.1',
    appliesTo: noCode,
    position: 'says nothing',
    words: 'OpenID Connect alone defines this one, and OAuth leaves it untouched.',
    section: draft,
  },
  {
    by: 'OAuth 2.1',
    appliesTo: always,
    position: 'recommends',
    words: 'The code with PKCE is the one flow that it has for users.',
    section: draft,
  },
  {
    by: 'OWASP ASVS 5.0',
    appliesTo: frontChannelToken,
    position: 'forbids',
    words: 'Fails verification: the implicit grant must no longer be used.',
    section: asvs,
  },
  {
    by: 'OWASP ASVS 5.0',
    appliesTo: always,
    position: 'accepts',
    words: 'Passes; the code is preferred.',
    section: asvs,
  },
]

/** What each specification says about a flow. */
export function verdictsOf(flow: Flow): readonly VerdictRow[] {
  const specifications = [...new Set(rows.map(({ by }) => by))]
  return specifications.flatMap(
    (wanted) => rows.find(({ by, appliesTo }) => by === wanted && appliesTo(flow)) ?? [],
  )
}
