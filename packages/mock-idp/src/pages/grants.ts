import { html } from 'hono/html'
import type { UserGrant } from '../stores/user-grants.ts'
import { renderPage } from './page.ts'

export interface GrantsPage {
  readonly basePath: string
  readonly action: string
  readonly csrf: string
  readonly tenantName: string
  readonly userName: string
  readonly grants: readonly UserGrant[]
}

/** What each application may do in the end-user's name, each with a button that ends it. */
export function grantsPage(page: GrantsPage): Promise<Response> {
  const { tenantName, userName, grants } = page
  const clients = [...new Map(grants.map((grant) => [grant.clientId, grant.clientName]))]
  return renderPage({
    ...page,
    title: `Applications with access – ${tenantName}`,
    body: html`<p class="tenant">${tenantName}</p>
      <h1>Applications with access</h1>
      <p>What applications may do in the name of <strong>${userName}</strong>.</p>
      ${
        clients.length === 0
          ? html`<p>No application has access.</p>`
          : clients.map(([clientId, name], index) => client(page, { clientId, name, index }))
      }`,
  })
}

function client(
  { action, csrf, grants }: GrantsPage,
  { clientId, name, index }: { clientId: string; name: string; index: number },
) {
  const own = grants.filter((grant) => grant.clientId === clientId)
  return html`<section aria-labelledby="client-${index}">
    <h2 id="client-${index}">${name}</h2>
    <ul class="permissions">
      ${own.map(
        ({ apiName, scopes }) =>
          html`<li>${apiName ?? 'Your account'}: <code>${scopes.join(' ')}</code></li>`,
      )}
    </ul>
    <form method="post" action="${action}">
      <input type="hidden" name="csrf" value="${csrf}" />
      <input type="hidden" name="client_id" value="${clientId}" />
      <button class="secondary" aria-describedby="client-${index}">Revoke access</button>
    </form>
  </section>`
}
