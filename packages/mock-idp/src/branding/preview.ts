import { html } from 'hono/html'
import { basePath } from '../exchange.ts'
import type { Exchange } from '../exchange.ts'
import { isLocalDemo } from '../connections/messages/local-demo.ts'
import { consentPage } from '../pages/consent.ts'
import { loginPage } from '../pages/login.ts'
import { messagePage } from '../pages/message-page.ts'
import { scriptPage } from '../pages/script-page.ts'
import { languageOf, textsIn, uiLocales } from '../pages/texts/languages.ts'
import { connectionTextsIn } from '../pages/texts/connections/languages.ts'
import { connectionLabel } from '../connections/label.ts'
import { isDatabase } from '../connections/enabled.ts'
import { brandOf } from './brand-of.ts'

/** Shows each change in the frame, and what to write into the tenant file. */
const script = `const form = document.querySelector('form')
const show = () => {
  const fields = new FormData(form)
  document.querySelector('iframe').src = form.action + '?' + new URLSearchParams(fields)
  const branding = Object.fromEntries([...fields].filter(([name]) => name.endsWith('Color')))
  document.querySelector('output').textContent = JSON.stringify({ branding }, undefined, 2)
}
form.addEventListener('input', show)
show()`

/** A page to try colors, languages and the tenant's own login page on, for a demo on one machine. */
export function brandingPreview(exchange: Exchange): Promise<Response> {
  const { provider } = exchange.var
  const base = basePath(provider)
  if (!isLocalDemo(exchange)) return notHere(exchange)
  const { primaryColor = '#1f5fbf', backgroundColor = '#eef1f5' } = brandOf(exchange)
  return scriptPage({
    title: 'Branding',
    script,
    policy: [`style-src 'self'`, `img-src data:`, `frame-src 'self'`, `frame-ancestors 'none'`],
    head: html`<link rel="stylesheet" href="${base}assets/idp.css" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <link rel="icon" href="data:," />`,
    body: html`<main class="workbench">
      <form action="${base}branding/preview/frame">
        <h1>Branding</h1>
        <label for="primary">Primary color</label>
        <input id="primary" name="primaryColor" type="color" value="${primaryColor}" />
        <label for="background">Background color</label>
        <input id="background" name="backgroundColor" type="color" value="${backgroundColor}" />
        <label for="language">Language</label>
        <select id="language" name="ui_locales">
          ${uiLocales.map((language) => html`<option>${language}</option>`)}
        </select>
        <label for="page">Page</label>
        <select id="page" name="page">
          <option value="login">Login</option>
          <option value="own">Login, the tenant's own</option>
          <option value="consent">Consent</option>
        </select>
        <h2>For the tenant file</h2>
        <output></output>
      </form>
      <iframe title="Preview"></iframe>
    </main>`,
  })
}

/** What the frame shows: the page itself, with forms that lead nowhere. */
export function brandingFrame(exchange: Exchange): Promise<Response> {
  const { provider } = exchange.var
  if (!isLocalDemo(exchange)) return notHere(exchange)
  const { tenant, code } = provider
  const language = languageOf(exchange.req.query('ui_locales'))
  const { primaryColor, backgroundColor } = brandOf(exchange)
  const colors = Object.entries({ primaryColor, backgroundColor }).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value]],
  )
  const page = {
    basePath: basePath(provider),
    action: '#',
    csrf: '',
    clientName: tenant.clients[0]?.name ?? tenant.name,
    tenantName: tenant.name,
    formTargets: [],
    keepsOpener: false,
    language,
    texts: textsIn(language, tenant.branding.texts),
    preview: new URLSearchParams(colors).toString(),
  }
  const shown = exchange.req.query('page')
  if (shown === 'consent') {
    const permissions = (tenant.apis[0]?.scopes ?? []).map(({ name, description }) => ({
      scope: name,
      description,
    }))
    const groups = [{ name: tenant.apis[0]?.name ?? 'API', permissions }]
    return consentPage({ ...page, sub: '', userName: 'Ann Example', groups })
  }
  const database = tenant.connections.find(isDatabase)
  return loginPage({
    ...page,
    email: '',
    database: database && { signUp: database.signUp },
    others: tenant.connections
      .filter((connection) => connection !== database)
      .map((connection) => ({
        name: connection.name,
        label: connectionLabel(connection, connectionTextsIn(language)),
      })),
    users: [],
    template: shown === 'own' ? code.loginPage : undefined,
  })
}

const notHere = (exchange: Exchange): Promise<Response> =>
  messagePage({
    title: 'There is no preview',
    text: 'The preview is there for demos, and only on the machine that runs them.',
    status: 404,
    basePath: basePath(exchange.var.provider),
  })
