import { html } from 'hono/html'
import type { InteractionPage } from './interaction-page.ts'
import { renderPage } from './page.ts'

export interface PermissionGroup {
  readonly name: string
  readonly permissions: readonly { readonly scope: string; readonly description: string }[]
}

export interface ConsentPage extends InteractionPage {
  readonly sub: string
  readonly userName: string
  readonly groups: readonly PermissionGroup[]
}

/** The consent page: what the client may do if allowed, grouped by what it may do it to. */
export function consentPage(page: ConsentPage): Promise<Response> {
  const { action, csrf, clientName, tenantName, sub, userName, groups, texts } = page
  return renderPage({
    ...page,
    title: `${texts.allowAccess} – ${clientName}`,
    body: html`<p class="tenant">${tenantName}</p>
      <h1>${texts.allowAccess}</h1>
      <p><strong>${clientName}</strong> ${texts.asksForAccess} <strong>${userName}</strong>.</p>
      ${groups.length === 0 ? html`<p>${texts.nothingElse}</p>` : groups.map(permissionGroup)}
      <form method="post" action="${action}" class="answers">
        <input type="hidden" name="csrf" value="${csrf}" />
        <input type="hidden" name="sub" value="${sub}" />
        <button name="answer" value="deny" class="secondary">${texts.deny}</button>
        <button name="answer" value="allow">${texts.allow}</button>
      </form>`,
  })
}

const permissionGroup = ({ name, permissions }: PermissionGroup, index: number) =>
  html`<section aria-labelledby="group-${index}">
    <h2 id="group-${index}">${name}</h2>
    <ul class="permissions">
      ${permissions.map(
        ({ scope, description }) => html`<li>${description} <code>${scope}</code></li>`,
      )}
    </ul>
  </section>`
