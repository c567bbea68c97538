import type { AccessToken } from './access-token.ts'
import type { Profile } from './profiles.ts'

/** Who calls, as the issuer vouches for it: subject and client of a token that was verified. */
export interface Principal {
  /** With `subject`, the identity (OIDC Core §5.7). An e-mail address is not one. */
  readonly issuer: string
  readonly subject: string
  readonly clientId: string | undefined
  /** A machine is a client that got the token for itself (RFC 9068 §2.2, RFC 6749 §4.4). */
  readonly kind: 'user' | 'machine'
  readonly scopes: ReadonlySet<string>
  /** Of the token, in seconds since the epoch. */
  readonly issuedAt: number
  /** What the token calls the end-user; shown, never compared. */
  readonly name: string | undefined
}

const claimNamespace = 'https://timesheets.example.com/'
const namingClaims = [`${claimNamespace}name`, 'name', `${claimNamespace}email`, 'email']
const scopeToken = /^[\x21\x23-\x5b\x5d-\x7e]+$/ // RFC 6749 §3.3

/** Reads principals out of the claims of tokens that passed every check. */
export class PrincipalReader {
  readonly #profile: Profile
  /** By the text they were in: thousands of principals have the same few. */
  readonly #scopes = new Map<string, ReadonlySet<string>>()

  constructor(profile: Profile) {
    this.#profile = profile
  }

  read({ claims }: AccessToken): Principal {
    const clientId = firstText(claims, this.#profile.clientClaims)
    const subject = claims['sub'] as string
    return {
      issuer: claims['iss'] as string,
      subject,
      clientId,
      kind: isMachine(claims, subject, clientId) ? 'machine' : 'user',
      scopes: this.#readScopes(claims),
      issuedAt: claims['iat'] as number,
      name: firstText(claims, namingClaims),
    }
  }

  /** Only SP separates; an item that is no scope-token counts as absent. A list is Okta's scp. */
  #readScopes(claims: AccessToken['claims']): ReadonlySet<string> {
    const name = this.#profile.scopeClaims.find((candidate) => claims[candidate] !== undefined)
    const value = claims[name ?? '']
    if (name === 'scp' && Array.isArray(value)) return setOf(value)
    if (typeof value !== 'string') return setOf([])
    const known = this.#scopes.get(value)
    if (known) return known
    const scopes = setOf(value.split(' '))
    if (this.#scopes.size >= mostTexts) this.#scopes.clear()
    this.#scopes.set(value, scopes)
    return scopes
  }
}

const mostTexts = 1000

const setOf = (items: readonly unknown[]): ReadonlySet<string> =>
  new Set(items.filter((item): item is string => typeof item === 'string' && scopeToken.test(item)))

function firstText(claims: AccessToken['claims'], names: readonly string[]): string | undefined {
  return names
    .map((name) => claims[name])
    .find((value): value is string => typeof value === 'string' && value !== '')
}

function isMachine(
  { gty, idtyp, preferred_username: username }: AccessToken['claims'],
  subject: string,
  clientId: string | undefined,
): boolean {
  return (
    subject === clientId ||
    subject === `${clientId ?? ''}@clients` || // Auth0
    gty === 'client-credentials' ||
    idtyp === 'app' || // Entra
    (typeof username === 'string' && username.startsWith('service-account-')) // Keycloak
  )
}
