import { html } from 'hono/html'
import { basePath } from '../exchange.ts'
import type { Provider } from '../provider.ts'
import { renderPage } from './page.ts'

/**
 * Goes on by itself, without a redirect. What follows a redirect counts as the target of the form
 * that began it, and the policy of another service's page knows nothing of the addresses here.
 */
export const passOnPage = (provider: Provider, url: string): Promise<Response> =>
  renderPage({
    basePath: basePath(provider),
    title: 'One moment',
    refresh: url,
    body: html`<h1>One moment</h1>
      <p><a href="${url}">Continue</a></p>`,
  })
