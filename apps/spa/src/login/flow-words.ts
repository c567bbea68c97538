import type { Flow } from '@frontchannel/relying-party'

interface Verdict {
  readonly name: string
  readonly tone: 'info' | 'warning'
  readonly sentence: string
  readonly links: readonly { readonly text: string; readonly url: string }[]
}

const rfc9700 = {
  text: 'RFC 9700 §2.1.2',
  url: 'https://www.rfc-editor.org/rfc/rfc9700#section-2.1.2',
}
const rfc10017 = {
  text: 'RFC 10017 §7.2',
  url: 'https://www.rfc-editor.org/rfc/rfc10017#section-7.2',
}
const oauth21 = {
  text: 'OAuth 2.1',
  url: 'https://datatracker.ietf.org/doc/draft-ietf-oauth-v2-1/',
}

/** What the specifications of today say about a flow, judged by what it puts into a URL. */
export function flowVerdict(flow: Flow): Verdict {
  const { issuesAccessToken, issuesIdToken, issuesCode } = flow
  const inFrontChannel = issuesAccessToken || issuesIdToken
  const name = !issuesCode ? 'implicit' : inFrontChannel ? 'hybrid' : 'authorization code'
  if (issuesAccessToken) {
    return {
      name,
      tone: 'warning',
      sentence:
        'It hands out an Access Token in a URL: RFC 9700 advises against that, RFC 10017 forbids it ' +
        'to apps in a browser, and OAuth 2.1 leaves it out. It is shown here, not recommended.',
      links: [rfc9700, rfc10017, oauth21],
    }
  }
  if (!issuesCode) {
    return {
      name,
      tone: 'info',
      sentence:
        'It hands out an ID Token only, which no specification forbids; there is no Access Token, so ' +
        'no API can be called.',
      links: [rfc9700],
    }
  }
  return {
    name,
    tone: 'info',
    sentence:
      'No Access Token passes through a URL. RFC 9700 recommends the code with PKCE, RFC 10017 a ' +
      'back-end that keeps the tokens.',
    links: [rfc9700, rfc10017, oauth21],
  }
}
