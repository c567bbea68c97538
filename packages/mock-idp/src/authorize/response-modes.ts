import type { ResponseDraft } from './response-draft.ts'
import { formPostPage } from '../pages/form-post.ts'
import { webMessagePage } from '../pages/web-message.ts'

interface ResponseModeRow {
  /** False: the response would end up in logs and Referer headers, so it may hold no token. */
  readonly mayCarryTokens: boolean
  readonly deliver: (draft: ResponseDraft) => Response | Promise<Response>
}

const redirect = (location: string): Response =>
  new Response(null, {
    status: 302,
    headers: { Location: location, 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' },
  })

function encoded({ parameters, editText = (text) => text }: ResponseDraft): string {
  return editText(new URLSearchParams(parameters).toString())
}

/** The registered address may have a query of its own, which stays as it is (RFC 6749 §3.1.2). */
const withQuery = (draft: ResponseDraft): string =>
  `${draft.redirectUri}${draft.redirectUri.includes('?') ? '&' : '?'}${encoded(draft)}`

export const responseModes = {
  query: {
    mayCarryTokens: false,
    deliver: (draft) => redirect(withQuery(draft)),
  },
  fragment: {
    mayCarryTokens: true,
    deliver: (draft) => redirect(`${draft.redirectUri}#${encoded(draft)}`),
  },
  form_post: { mayCarryTokens: true, deliver: formPostPage },
  web_message: { mayCarryTokens: true, deliver: webMessagePage },
} as const satisfies Record<string, ResponseModeRow>

export type ResponseMode = keyof typeof responseModes

export const isResponseMode = (text: string | undefined): text is ResponseMode =>
  text !== undefined && Object.hasOwn(responseModes, text)

export const deliver = (draft: ResponseDraft): Response | Promise<Response> =>
  draft.mode === 'query-and-fragment'
    ? redirect(`${withQuery(draft)}#${encoded(draft)}`)
    : responseModes[draft.mode].deliver(draft)
