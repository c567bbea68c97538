import { html } from 'hono/html'
import { basePath } from '../../exchange.ts'
import type { Exchange } from '../../exchange.ts'
import { messagePage } from '../../pages/message-page.ts'
import { renderPage } from '../../pages/page.ts'
import { isLocalDemo } from './local-demo.ts'
import type { SentMessage } from './message.ts'

/**
 * Every mail and text message, for a demo on one machine. Elsewhere it would hand everybody
 * everybody's codes, so there it does not exist.
 */
export function outboxPage(exchange: Exchange): Promise<Response> {
  const { provider } = exchange.var
  const base = basePath(provider)
  if (!isLocalDemo(exchange)) {
    exchange.var.entry.refused = 'outbox'
    const text = 'The outbox is there for demos, and only on the machine that runs them.'
    return messagePage({ title: 'There is no outbox', text, status: 404, basePath: base })
  }
  const messages = provider.outbox.all()
  return renderPage({
    basePath: base,
    title: 'Outbox',
    body: html`<p class="tenant">${provider.tenant.name}</p>
      <h1>Outbox</h1>
      ${
        messages.length === 0
          ? html`<p>No mail and no text message was sent yet.</p>`
          : messages.map(article)
      }`,
  })
}

function article({ channel, to, subject, text, link, at }: SentMessage) {
  const [before = text, after = ''] = link === undefined ? [text] : text.split(link)
  return html`<article>
    <h2>${subject}</h2>
    <p>
      <small
        >${channel === 'sms' ? 'Text message' : 'Mail'} to ${to},
        <time datetime="${at}">${at}</time></small
      >
    </p>
    <p>${before}${link === undefined ? '' : html`<a href="${link}">${link}</a>`}${after}</p>
  </article>`
}
