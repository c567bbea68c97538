import { html } from 'hono/html'
import type { ResponseDraft } from '../authorize/response-draft.ts'
import { scriptPage } from './script-page.ts'

/** Reads the response from the markup and posts it to the one origin it is meant for. */
const script = `const { origin, response } = document.querySelector('output').dataset
const client = window.opener ?? (window.parent === window ? undefined : window.parent)
client?.postMessage({ type: 'authorization_response', response: JSON.parse(response) }, origin)`

/**
 * Delivers an authorization response by `postMessage`, as Auth0's SDKs expect it from an iframe or
 * a popup. Only the origin of the redirection endpoint can read it, and only that may frame it.
 *
 * @see draft-sakimura-oauth-wmrm-01 §4.1 https://datatracker.ietf.org/doc/html/draft-sakimura-oauth-wmrm-01
 */
export function webMessagePage({ redirectUri, parameters }: ResponseDraft): Promise<Response> {
  const { origin } = new URL(redirectUri)
  const response = JSON.stringify(Object.fromEntries(parameters.map(typed)))
  return scriptPage({
    title: 'Authorization response',
    body: html`<output hidden data-origin="${origin}" data-response="${response}"></output>`,
    script,
    policy: [`frame-ancestors ${origin}`],
    headers: { 'Referrer-Policy': 'no-referrer' },
  })
}

/** Auth0 sends the lifetime as a number here, and its SDKs calculate with it. */
const typed = ([name, value]: readonly [string, string]): [string, string | number] =>
  name === 'expires_in' && /^\d+$/.test(value) ? [name, Number(value)] : [name, value]
