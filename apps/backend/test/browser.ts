import { createHash, randomBytes } from 'node:crypto'
import { sameOriginHeader } from '@frontchannel/contract/session'
import { request } from 'undici'
import type { TestProvider } from './provider.ts'

export const spaOrigin = 'http://localhost:5173'

export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  readonly body: Readonly<Record<string, unknown>>
}

export interface CallOptions {
  readonly method?: string
  readonly body?: unknown
  /** undefined takes one away. */
  readonly headers?: Readonly<Record<string, string | undefined>>
}

export interface LoginOptions {
  readonly sub?: string
  readonly scope?: string
  readonly flow?: string
  readonly sid?: string
}

/** What the SPA keeps of a login, and hands over. */
export interface HandOff {
  readonly code: string
  readonly codeVerifier: string
  readonly nonce: string
  readonly state: string
  readonly redirectUri: string
  readonly issuer: string
  readonly flow: string
  readonly idTokenSubject?: string
}

export const usualScope = 'openid profile email read:timesheets offline_access'
const random = (): string => randomBytes(32).toString('base64url')

/** A browser with the SPA in it: keeps cookies, and says of its requests where they come from. */
export class TestBrowser {
  readonly cookies = new Map<string, string>()
  /** Every body and header that it ever got. */
  readonly seen: string[] = []
  readonly #urls: readonly string[]
  #turn = 0

  /** @param urls of the same back-end; requests go to each in turn */
  constructor(...urls: readonly string[]) {
    this.#urls = urls
  }

  /** A request as a page of the SPA sends it. */
  async call(
    path: string,
    { method = 'GET', body, headers: more }: CallOptions = {},
  ): Promise<Answer> {
    const usual: Record<string, string | undefined> = {
      'sec-fetch-site': 'same-origin',
      cookie: this.cookieHeader,
      ...(method !== 'GET' && { ...sameOriginHeader, origin: spaOrigin }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...more,
    }
    const url = this.#urls[this.#turn++ % this.#urls.length] ?? ''
    // not `fetch`: that lets nobody choose the Host
    const response = await request(url + path, {
      method: method as 'GET',
      headers: Object.fromEntries(Object.entries(usual).filter(([, value]) => value)),
      body: body === undefined ? null : typeof body === 'string' ? body : JSON.stringify(body),
    })
    const text = await response.body.text()
    const headers = new Headers(
      Object.entries(response.headers).flatMap(([name, value]) =>
        [value ?? []].flat().map((one): [string, string] => [name, one]),
      ),
    )
    for (const cookie of headers.getSetCookie()) this.#keep(cookie)
    this.seen.push(text, JSON.stringify([...headers]))
    const isJson = (headers.get('content-type') ?? '').includes('json')
    return {
      status: response.statusCode,
      headers,
      text,
      body: isJson && text ? (JSON.parse(text) as Answer['body']) : {},
    }
  }

  get cookieHeader(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  }

  get session(): string | undefined {
    return this.cookies.get('__Host-Http-session')
  }

  /** Begins a login, and agrees to it at the provider. Returns what would be handed over. */
  async begin(provider: TestProvider, options: LoginOptions = {}): Promise<HandOff> {
    const { sub = 'auth0|employee', scope = usualScope, flow = 'code id_token', sid } = options
    const [state, nonce, codeVerifier] = [random(), random(), random()]
    const codeChallenge = createHash('sha256').update(codeVerifier).digest('base64url')
    const redirectUri = `${spaOrigin}/callback`
    const login = { state, nonce, codeVerifier, issuer: provider.issuer, flow, redirectUri }
    await this.bind(login)
    const grant = { sub, nonce, scope, codeChallenge, redirectUri, ...(sid && { sid }) }
    const code = provider.issueCode(grant)
    return { ...login, code, ...(flow.includes('id_token') && { idTokenSubject: sub }) }
  }

  /** Tells the back-end what a login begins with. */
  async bind(login: Omit<HandOff, 'code'>): Promise<void> {
    const { state, nonce, codeVerifier, issuer, flow, redirectUri } = login
    const codeChallenge = createHash('sha256').update(codeVerifier).digest('base64url')
    const body = { state, nonce, codeChallenge, issuer, flow, redirectUri }
    const answer = await this.call('/backend/login', { method: 'POST', body })
    if (answer.status !== 204) throw new Error(`no login could begin: ${answer.text}`)
  }

  handOver(handOff: HandOff): Promise<Answer> {
    return this.call('/backend/session', { method: 'POST', body: handOff })
  }

  /** A whole login. */
  async logIn(provider: TestProvider, options: LoginOptions = {}): Promise<Answer> {
    const answer = await this.handOver(await this.begin(provider, options))
    if (answer.status !== 201) throw new Error(`not logged in: ${answer.text}`)
    return answer
  }

  #keep(cookie: string): void {
    const [pair = '', ...attributes] = cookie.split('; ')
    const at = pair.indexOf('=')
    const name = pair.slice(0, at)
    if (attributes.includes('Max-Age=0')) this.cookies.delete(name)
    else this.cookies.set(name, pair.slice(at + 1))
  }
}
