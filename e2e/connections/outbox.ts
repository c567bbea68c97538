import type { APIRequestContext } from '@playwright/test'

/** What the mock IdP sent to an address: the newest mail or text message, as HTML. */
async function messageTo(request: APIRequestContext, idp: string, address: string) {
  const response = await request.get(new URL('outbox', idp).href)
  const articles = (await response.text()).split('<article>')
  const message = articles.find((article) => article.includes(`to ${address},`))
  if (message === undefined) throw new Error(`nothing was sent to ${address}`)
  return message
}

export async function codeTo(request: APIRequestContext, idp: string, address: string) {
  return find(await messageTo(request, idp, address), /is (\d{6})\./)
}

export async function linkTo(request: APIRequestContext, idp: string, address: string) {
  return find(await messageTo(request, idp, address), /href="([^"]+)"/)
}

function find(message: string, pattern: RegExp): string {
  const [, found] = pattern.exec(message) ?? []
  if (found === undefined) throw new Error('the message holds neither code nor link')
  return found
}
