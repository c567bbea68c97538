import { html } from 'hono/html'
import { renderPage } from './page.ts'

export interface LogoutPage {
  readonly basePath: string
  readonly action: string
  readonly csrf: string
  readonly tenantName: string
  readonly userName: string
  /** What the form carries on: the parameters of the logout request. */
  readonly parameters: readonly (readonly [string, string])[]
  readonly formTargets: readonly string[]
}

/** Asks whether to log out, because the request does not prove who sent it. */
export function logoutPage(page: LogoutPage): Promise<Response> {
  const { action, csrf, tenantName, userName, parameters } = page
  return renderPage({
    ...page,
    title: 'Log out?',
    body: html`<p class="tenant">${tenantName}</p>
      <h1>Log out?</h1>
      <p>You are logged in as <strong>${userName}</strong>.</p>
      <form method="post" action="${action}">
        <input type="hidden" name="csrf" value="${csrf}" />
        ${parameters.map(
          ([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`,
        )}
        <button>Log out</button>
      </form>`,
  })
}
