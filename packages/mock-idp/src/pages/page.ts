import { html } from 'hono/html'

export type Markup = ReturnType<typeof html>

export interface Page {
  readonly title: string
  readonly body: Markup
  readonly status?: number
  /** The origins that a form of this page may end up at, besides the provider itself. */
  readonly formTargets?: readonly string[]
  /** Where style.css and the forms are: the path of the issuer, with a slash at the end. */
  readonly basePath: string
  /** A popup that answers its opener must stay connected to it. */
  readonly keepsOpener?: boolean
  readonly language?: string
  /** A page of the tenant's own: it brings its structure and its styles. */
  readonly own?: boolean
  /** Shown in the frame of the preview, with these branding parameters; its forms lead nowhere. */
  readonly preview?: string
  /** Where to go on by itself. */
  readonly refresh?: string
}

/**
 * Renders a page that the end-user sees. No script runs on it, nobody may frame it, nothing of it
 * is stored, and its forms lead to the provider or to the client, nowhere else.
 */
export async function renderPage(page: Page): Promise<Response> {
  const {
    title,
    body,
    status = 200,
    basePath,
    formTargets = [],
    language = 'en',
    refresh,
    preview,
  } = page
  const brand = preview === undefined ? '' : `?${preview}`
  const forms = preview === undefined ? `'self' ${formTargets.join(' ')}`.trim() : `'none'`
  const framers = preview === undefined ? `'none'` : `'self'`
  const document = await html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title}</title>
        ${refresh === undefined ? '' : html`<meta http-equiv="refresh" content="0;url=${refresh}" />`}
        <link rel="stylesheet" href="${basePath}assets/idp.css${brand}" />
        <link rel="icon" href="data:," />
      </head>
      <body>
        <main class="${page.own ? 'own' : 'card'}">${body}</main>
      </body>
    </html>`
  return new Response(String(document), {
    status,
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': [
        `default-src 'none'`,
        `style-src 'self'`,
        `img-src data:`,
        `form-action ${forms}`,
        `frame-ancestors ${framers}`,
        `base-uri 'none'`,
      ].join('; '),
      // not no-referrer: that would make the browser send "Origin: null" with the forms
      'Referrer-Policy': 'strict-origin',
      'Cross-Origin-Opener-Policy': page.keepsOpener ? 'unsafe-none' : 'same-origin',
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
      'X-Frame-Options': preview === undefined ? 'DENY' : 'SAMEORIGIN',
    },
  })
}

/** What a Content-Security-Policy calls the place a redirect URI leads to. */
export function cspSource(redirectUri: string): string {
  const { origin, protocol, hostname } = new URL(redirectUri)
  // custom schemes have no origin, and the grammar knows no IPv6 addresses
  return origin === 'null' || hostname.startsWith('[') ? protocol : origin
}
