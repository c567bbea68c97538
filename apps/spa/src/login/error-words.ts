export interface ErrorWords {
  readonly sentence: string
  readonly advice: string
}

const again = 'You can try again.'

/**
 * Codes of RFC 6749 §4.2.2.1, OIDC Core §3.1.2.6 and of providers in use, then our own (`app:`),
 * which no provider can send: a colon is no legal name for this app to be fooled with.
 */
const rows: Readonly<Record<string, ErrorWords>> = {
  access_denied: {
    sentence: 'You, or the identity provider, did not allow this app what it asked for.',
    advice: 'Nothing was shared. Log in again if you want to use Timesheets.',
  },
  login_required: {
    sentence: 'The identity provider wants you to log in.',
    advice: 'Log in again; this time you will see its login page.',
  },
  consent_required: {
    sentence: 'The identity provider needs your consent before it lets you in.',
    advice: 'Log in again and allow the listed permissions.',
  },
  interaction_required: {
    sentence: 'The identity provider has something to ask you before it lets you in.',
    advice: 'Log in again and follow its pages.',
  },
  account_selection_required: {
    sentence: 'The identity provider needs to know which of your accounts you mean.',
    advice: 'Log in again and choose one.',
  },
  unauthorized: {
    sentence: 'A rule of the identity provider does not let this account in.',
    advice: 'Log in with another account, or ask whoever runs it.',
  },
  invalid_request: {
    sentence: 'The identity provider did not understand the request of this app.',
    advice: 'This is a mistake in its configuration, not yours. Tell whoever runs the app.',
  },
  unauthorized_client: {
    sentence: 'The identity provider does not allow this app the kind of login it asked for.',
    advice: 'Whoever runs the app has to enable this grant type for it, or choose another flow.',
  },
  unsupported_response_type: {
    sentence: 'The identity provider does not offer the kind of login this app asked for.',
    advice: 'Whoever runs the app has to choose another flow.',
  },
  invalid_scope: {
    sentence: 'This app asked for a permission that the identity provider does not know.',
    advice: 'Whoever runs the app has to correct the scopes it asks for.',
  },
  server_error: { sentence: 'The identity provider failed.', advice: again },
  temporarily_unavailable: {
    sentence: 'The identity provider is overloaded or being looked after.',
    advice: 'Try again in a moment.',
  },
  'app:no-response': {
    sentence:
      'This page was opened without an answer of the identity provider, or it was used already.',
    advice: 'Each login can be completed once. Begin a new one.',
  },
  'app:login-too-old': {
    sentence: 'This login took too long, or was begun in another browser.',
    advice:
      'Begin a new one; it leads to the same page. If it ends here again, this browser keeps no cookies for this site, and the login needs one: allow them.',
  },
  'app:back-end-unavailable': {
    sentence: 'The back-end of this app does not answer.',
    advice: 'Check that it is running and that you are online, then try again.',
  },
  'app:provider-unavailable': {
    sentence: 'The identity provider does not answer, or not in a usable way.',
    advice: 'Check that it is running and that you are online, then try again.',
  },
  'app:not-recognized': {
    sentence: 'The identity provider did not recognize you in the background.',
    advice:
      'Your session there has ended, or this browser blocks its cookies inside other pages. A visit there finds out, and leads straight back if you are still known.',
  },
  'app:framing-refused': {
    sentence: 'The identity provider answered in the background with a page that cannot be used.',
    advice: 'It does not want to be shown inside other pages. A normal login works.',
  },
  'app:silent-timeout': {
    sentence: 'The identity provider did not answer in the background in time.',
    advice: 'It, or the network, may be slow. A normal login works.',
  },
  'app:storage': {
    sentence:
      'This browser keeps nothing for this site, so a login could not be recognized when it comes back.',
    advice: 'Allow site data for this address, or free some storage, and try again.',
  },
  'app:configuration': {
    sentence: 'This app is not set up correctly.',
    advice: 'Whoever runs it finds the reason in the developer tools and in /config.json.',
  },
  'app:not-loaded': {
    sentence: 'A part of this app could not be loaded.',
    advice: 'Check that you are online, then try again.',
  },
  'app:unexpected': { sentence: 'Something unforeseen ended the login.', advice: again },
}

const unknown: ErrorWords = {
  sentence: 'The identity provider answered with an error that this app does not know.',
  advice: again,
}

export function errorWords(code: string): ErrorWords {
  return Object.hasOwn(rows, code) ? (rows[code] ?? unknown) : unknown
}
