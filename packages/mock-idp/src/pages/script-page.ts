import { html } from 'hono/html'
import type { Markup } from './page.ts'

export interface ScriptPage {
  readonly title: string
  readonly body: Markup
  /** More for the head. */
  readonly head?: Markup
  /** A constant: its hash is the only thing the page may run. What varies is in the markup. */
  readonly script: string
  /** Further directives of the policy. */
  readonly policy: readonly string[]
  readonly headers?: Readonly<Record<string, string>>
}

/** Renders a page that exists to hand a response over: by a form, or by a message. */
export async function scriptPage(page: ScriptPage): Promise<Response> {
  const { title, body, head = '', script, policy, headers } = page
  // built by hand: the hash covers each character between the tags
  const document = [
    await html`<!doctype html>
      <html lang="en">
        <head>
          <meta charset="utf-8" />
          <title>${title}</title>
          ${head}
        </head>
        <body>
          ${body}
        </body>
      </html>`,
    `<script>${script}</script></body></html>`,
  ].join('')
  return new Response(document, {
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': [
        `default-src 'none'`,
        `script-src 'sha256-${await sha256(script)}'`,
        `base-uri 'none'`,
        ...policy,
      ].join('; '),
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
      ...headers,
    },
  })
}

async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return btoa(String.fromCharCode(...new Uint8Array(digest)))
}
