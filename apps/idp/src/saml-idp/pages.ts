import { html } from 'hono/html'
import type { Person } from './directory.ts'

type Markup = ReturnType<typeof html>

interface Page {
  readonly title: string
  readonly body: Markup
  readonly status?: number
  /** Where its forms may lead. */
  readonly formAction: string
  /** The hash of the one script that may run. */
  readonly script?: string
}

const style = `:root{color-scheme:light dark}body{margin:0;min-height:100dvh;display:grid;place-items:center;font:1rem/1.5 system-ui,sans-serif}main{width:min(100%,24rem);padding:2rem;box-sizing:border-box}form{display:grid;gap:.75rem}button{min-height:2.75rem;font:inherit;cursor:pointer}`

async function page({ title, body, status = 200, formAction, script }: Page): Promise<Response> {
  const text = [
    await html`<!doctype html>
      <html lang="en">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <title>${title}</title>
        </head>
      </html>`,
    `<style>${style}</style>`,
    await html`</head>
        <body>
          <main>${body}</main>`,
    script === undefined ? '' : `<script>${script}</script>`,
    '</body></html>',
  ].join('')
  const scripts = script === undefined ? `'none'` : `'sha256-${await sha256(script)}'`
  return new Response(text, {
    status,
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': `default-src 'none'; style-src 'sha256-${await sha256(style)}'; script-src ${scripts}; form-action ${formAction}; base-uri 'none'; frame-ancestors 'none'`,
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
    },
  })
}

async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return Buffer.from(digest).toString('base64')
}

/** Who are you? In the demo a button stands for the password. */
export const choosePerson = (
  people: readonly Person[],
  hidden: Readonly<Record<string, string>>,
): Promise<Response> =>
  page({
    title: 'Fabrikam – log in',
    formAction: "'self'",
    body: html`<h1>Fabrikam</h1>
      <p>This is the identity provider of another company. It speaks SAML 2.0.</p>
      <form method="post">
        ${Object.entries(hidden).map(
          ([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`,
        )}
        ${people.map(
          ({ nameId, name }) => html`<button name="person" value="${nameId}">${name}</button>`,
        )}
      </form>`,
  })

/** Posts a response to the service provider (HTTP-POST binding). */
export const postResponse = (
  assertionConsumerService: string,
  fields: Readonly<Record<string, string>>,
): Promise<Response> =>
  page({
    title: 'One moment',
    formAction: new URL(assertionConsumerService).origin,
    script: 'document.forms[0].submit()',
    body: html`<form method="post" action="${assertionConsumerService}">
      ${Object.entries(fields).map(
        ([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`,
      )}
      <button>Continue</button>
    </form>`,
  })

export const refusal = (reason: string): Promise<Response> =>
  page({
    title: 'This request cannot be answered',
    status: 400,
    formAction: "'none'",
    body: html`<h1>This request cannot be answered</h1>
      <p>${reason}</p>`,
  })
