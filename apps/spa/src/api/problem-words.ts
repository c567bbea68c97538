import { ApiProblem, NetworkProblem, type Challenge } from '@frontchannel/contract/client'
import { NoAccessToken } from './no-access-token.ts'

export interface ProblemWords {
  readonly title: string
  readonly text: string
  /** What may help. */
  readonly remedy: 'retry' | 'log-in' | 'none'
  readonly challenge?: Challenge | undefined
  readonly code?: string
}

type Words = Pick<ProblemWords, 'title' | 'text' | 'remedy'>

const retryLater: Words = {
  title: 'The API cannot answer right now',
  text: 'It says so itself, so nothing is wrong with your login. Try again in a moment.',
  remedy: 'retry',
}

const byCode: Readonly<Record<string, Words>> = {
  insufficient_scope: {
    title: 'Your account may not do this',
    text: 'The Access Token is good, but does not carry the permission that this needs.',
    remedy: 'none',
  },
  not_found: {
    title: 'This entry is gone',
    text: 'Somebody, perhaps you in another tab, removed it.',
    remedy: 'retry',
  },
  conflict: {
    title: 'This entry has changed',
    text: 'It is in a state that does not allow this any more.',
    remedy: 'retry',
  },
  rate_limited: {
    title: 'Too many requests',
    text: 'Wait a minute before you go on.',
    remedy: 'retry',
  },
  keys_unavailable: {
    ...retryLater,
    text: 'It cannot get the keys of the identity provider, so it can check no Access Token. Your login is fine; try again in a moment.',
  },
  database_unavailable: retryLater,
  validation_failed: {
    title: 'The API did not accept the input',
    text: 'See what it says below.',
    remedy: 'none',
  },
}

const byStatus: Readonly<Record<number, Words>> = {
  401: {
    title: 'The API did not accept your Access Token',
    text: 'It was renewed and refused again, or could not be renewed. Log in again to go on.',
    remedy: 'log-in',
  },
  403: {
    title: 'Your account may not do this',
    text: 'The API knows who you are, and does not allow it.',
    remedy: 'none',
  },
  503: retryLater,
}

const unreachable: Words = {
  title: 'The API cannot be reached',
  text: 'You may be offline, the API may be down, or it does not allow requests from this address (CORS). You are still logged in.',
  remedy: 'retry',
}

const network: Readonly<Record<string, Words>> = {
  timeout: { ...unreachable, title: 'The API takes too long to answer' },
  'not-the-api': {
    title: 'Something else answered in place of the API',
    text: 'A proxy, a gateway or the login page of a network is in between. You are still logged in.',
    remedy: 'retry',
  },
  'outside-the-contract': {
    title: 'The API answered in an unexpected form',
    text: 'App and API may be of different versions. Reload the page; if that does not help, tell whoever runs it.',
    remedy: 'retry',
  },
}

const noToken: Words = {
  title: 'There is no Access Token to call the API with',
  text: 'Your session has ended, or this flow does not give the browser one.',
  remedy: 'none',
}

const unforeseen: Words = {
  title: 'Something unforeseen happened',
  text: 'You can try again.',
  remedy: 'retry',
}

/** Why a token that is fresh may still not be one for the API; undefined where nothing says so. */
export function tokenHint(audience: string, isOpaque: boolean): string | undefined {
  if (audience === '') {
    return 'This app is set up to ask for no audience, so the provider gives it a token that is not for this API. Set OIDC_AUDIENCE.'
  }
  if (!isOpaque) return undefined
  return 'The Access Token is opaque: only the provider can read it, and this API takes JWTs. A provider that knows the API under this audience would have sent one; some expect its name as a resource (OIDC_RESOURCE_PARAMETER).'
}

/** An error of an API call in words for whoever made it. */
export function problemWords(error: unknown): ProblemWords {
  if (error instanceof NoAccessToken) return noToken
  if (error instanceof NetworkProblem) return network[error.reason] ?? unreachable
  if (!(error instanceof ApiProblem)) return unforeseen
  const words = byCode[error.code] ?? byStatus[error.status] ?? unforeseen
  const { code, challenge, body } = error
  const places = body?.errors?.map(({ path, message }) => `${path} ${message}`).join('; ')
  return { ...words, code, challenge, ...(places && { text: places }) }
}
