/** What a browser without scripts would do: keeps cookies, follows redirects, sends forms. */
export interface TestBrowser {
  /** Opens an address and follows redirects as long as they stay at the provider. */
  readonly open: (url: string) => Promise<Visit>
  /** Sends the form of a page that holds the button. */
  readonly press: (
    page: Visit,
    button: string,
    fields?: Readonly<Record<string, string>>,
  ) => Promise<Visit>
  /** Log in, and allow what is asked, until the provider hands over to the client. */
  readonly logIn: (url: string, user: { email: string; password: string }) => Promise<Visit>
  /** All cookies, as the Cookie header would say. */
  readonly cookies: () => string
}

export interface Visit {
  /** Where it ended: a page of the provider, or the address it redirected to. */
  readonly url: URL
  readonly status: number
  readonly headers: Headers
  readonly html: string
  /** True if the provider redirected away; `url` was not opened. */
  readonly left: boolean
  /** The members of a response in query or fragment. */
  readonly parameters: URLSearchParams
}

type Fetch = (request: Request) => Promise<Response>

/**
 * Creates a browser for tests of the provider and of what is built on it.
 *
 * @param fetch how requests are made: `idp.fetch`, or the global one for a provider that listens
 */
export function createTestBrowser(fetch: Fetch): TestBrowser {
  const jar = new Map<string, { value: string; path: string }>()
  const cookies = (path = '/'): string =>
    [...jar]
      .filter(([, cookie]) => path.startsWith(cookie.path) || path === '/')
      .map(([name, { value }]) => `${name}=${value}`)
      .join('; ')

  const keep = (response: Response): void => {
    for (const header of response.headers.getSetCookie()) {
      const [pair = '', ...attributes] = header.split(/; */)
      const name = pair.slice(0, pair.indexOf('='))
      const path = attributes.find((text) => /^path=/i.test(text))?.slice(5) ?? '/'
      if (attributes.some((text) => /^max-age=0$/i.test(text))) jar.delete(name)
      else jar.set(name, { value: pair.slice(name.length + 1), path })
    }
  }

  const send = async (url: URL, init?: RequestInit): Promise<Visit> => {
    const headers = { Cookie: cookies(url.pathname) }
    const request = new Request(url, { redirect: 'manual', ...init, headers })
    const response = await fetch(request)
    keep(response)
    const location = response.headers.get('location')
    if (location === null) {
      const page = visit(url, response, await response.text(), false)
      const refresh = /http-equiv="refresh" content="0;url=([^"]*)"/.exec(page.html)?.[1]
      const target = refresh === undefined ? undefined : new URL(unescape(refresh), url)
      return target?.origin === url.origin ? send(target) : page
    }
    const next = new URL(location, url)
    if (next.origin === url.origin) return send(next)
    return visit(next, response, '', true)
  }

  const press: TestBrowser['press'] = (page, button, fields = {}) => {
    const form = findForm(page.html, button)
    const body = new URLSearchParams({ ...form.fields, ...fields })
    return send(new URL(form.action, page.url), { method: 'POST', body })
  }

  return {
    open: (url) => send(new URL(url)),
    press,
    cookies,
    async logIn(url, { email, password }) {
      let page = await send(new URL(url))
      if (page.html.includes('name="password"')) {
        page = await press(page, 'Continue', { email, password })
      }
      return page.html.includes('>Allow<') ? press(page, 'Allow') : page
    },
  }
}

function visit(url: URL, response: Response, html: string, left: boolean): Visit {
  const { status, headers } = response
  const parameters = new URLSearchParams(url.hash === '' ? url.search : url.hash.slice(1))
  return { url, status, headers, html, left, parameters }
}

function findForm(
  html: string,
  button: string,
): { action: string; fields: Record<string, string> } {
  for (const [, attributes = '', content = ''] of html.matchAll(/<form([^>]*)>(.*?)<\/form>/gs)) {
    const pressed = [...content.matchAll(/<button([^>]*)>(.*?)<\/button>/gs)].find(
      ([, , label = '']) => textOf(label).startsWith(button),
    )
    if (!pressed) continue
    const inputs = [...content.matchAll(/<input([^>]*)>/gs), pressed]
    const fields = inputs.map(([, text = '']) => [
      attribute(text, 'name'),
      attribute(text, 'value'),
    ])
    return {
      action: attribute(attributes, 'action'),
      fields: Object.fromEntries(fields.filter(([name]) => name !== '')) as Record<string, string>,
    }
  }
  throw new Error(`no form with a button "${button}" on this page: ${textOf(html)}`)
}

const attribute = (tag: string, name: string): string =>
  unescape(new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1] ?? '')

const textOf = (html: string): string =>
  unescape(html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')).trim()

const unescape = (text: string): string =>
  text
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
