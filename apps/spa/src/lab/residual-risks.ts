export interface ResidualRisk {
  readonly title: string
  readonly story: string
  /** What limits it, as no check stops it. */
  readonly limit: string
}

/** What remains when every check has passed: docs/threat-model.md tells more. */
export const residualRisks: readonly ResidualRisk[] = [
  {
    title: 'The fragment reaches the disk',
    story:
      'Browsers write the address of the callback into their history, fragment included, whatever the page does later. In the implicit flow that is an Access Token.',
    limit: 'A short lifetime. The code flow removes it.',
  },
  {
    title: 'The callback remembers its first address',
    story:
      'The navigation timing entry of a document keeps the address that it was opened with, and every script in it can read that.',
    limit: 'The callback is a document of its own, replaced by the app as soon as it has finished.',
  },
  {
    title: 'A script in the page uses the session',
    story:
      'Tokens in memory are out of reach for scripts that come later. One that runs beside the app can call the API, or begin a login of its own.',
    limit:
      'A content security policy without inline scripts, and a back-end that keeps the tokens.',
  },
  {
    title: 'A bare Access Token proves nobody’s identity',
    story:
      'With response_type=token there is no ID Token: whoever got hold of an Access Token can paste it into the answer, and no check can tell.',
    limit: 'The app shows no name for it. id_token token closes the gap.',
  },
  {
    title: 'An issued token cannot be called back',
    story:
      'A signed Access Token is good until it ends. Logging out, or being dismissed, does not change what it says.',
    limit: 'It lives for minutes or hours, and the API asks nobody for longer.',
  },
]
