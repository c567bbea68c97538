import type { Page, Response } from '@playwright/test'
import { everythingStored } from '../fixtures/storage.ts'

/** All that a browser learns: what it sends and is answered, shows, stores and remembers. */
export interface BrowserSide {
  readonly text: () => Promise<string>
}

export function listenIn(page: Page): BrowserSide {
  const seen: Promise<string>[] = []
  page.on('request', (request) => {
    seen.push(
      request
        .allHeaders()
        .then((headers) => JSON.stringify([request.url(), headers, request.postData()]))
        .catch(() => request.url()),
    )
  })
  page.on('response', (response) => seen.push(textOf(response)))
  page.on('console', (message) => seen.push(Promise.resolve(message.text())))
  return {
    text: async () => {
      const remembered = await page.evaluate(() =>
        JSON.stringify([
          location.href,
          document.documentElement.outerHTML,
          performance.getEntries().map(({ name }) => name),
          window.navigation.entries().map(({ url }) => url),
        ]),
      )
      return [...(await Promise.all(seen)), remembered, await everythingStored(page)].join('\n')
    },
  }
}

async function textOf(response: Response): Promise<string> {
  const headers = JSON.stringify(await response.headersArray().catch(() => []))
  // a redirect has none, and one that a page left behind cannot be read any more
  const body = await response.text().catch(() => '')
  return `${response.url()}\n${headers}\n${body}`
}
