import { html } from 'hono/html'
import { renderPage } from './page.ts'

export interface MessagePage {
  readonly title: string
  readonly text: string
  readonly details?: Readonly<Record<string, string | undefined>>
  readonly status?: number
  readonly basePath: string
}

/** Tells something and leads nowhere: for errors that must not be redirected, and after logout. */
export function messagePage({
  title,
  text,
  details = {},
  ...page
}: MessagePage): Promise<Response> {
  const rows = Object.entries(details).flatMap(([name, value]) =>
    value === undefined
      ? []
      : html`<dt>${name}</dt>
          <dd>${value.slice(0, 300)}</dd>`,
  )
  return renderPage({
    ...page,
    title,
    body: html`<h1>${title}</h1>
      <p>${text}</p>
      ${rows.length > 0 ? html`<dl>${rows}</dl>` : ''}`,
  })
}
