import { html } from 'hono/html'
import type { ResponseDraft } from '../authorize/response-draft.ts'
import { cspSource } from './page.ts'
import { scriptPage } from './script-page.ts'

/**
 * Delivers an authorization response as a form that sends itself.
 *
 * @see OAuth 2.0 Form Post Response Mode §2 https://openid.net/specs/oauth-v2-form-post-response-mode-1_0.html
 */
export function formPostPage({ redirectUri, parameters }: ResponseDraft): Promise<Response> {
  const inputs = parameters.map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`,
  )
  return scriptPage({
    title: 'Continue to the application',
    body: html`<form method="post" action="${redirectUri}">
      ${inputs}<noscript><button>Continue</button></noscript>
    </form>`,
    script: 'document.forms[0].submit()',
    policy: [`form-action ${cspSource(redirectUri)}`, `frame-ancestors 'none'`],
    // not no-referrer: the client may compare Origin
    headers: { 'Referrer-Policy': 'strict-origin' },
  })
}
