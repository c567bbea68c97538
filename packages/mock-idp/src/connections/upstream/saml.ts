import type { Profile, SAML } from '@node-saml/node-saml'
import type { Interaction } from '../../authorize/interaction.ts'
import type { LoginState } from '../../authorize/login-state.ts'
import type { Exchange } from '../../exchange.ts'
import type { Provider } from '../../provider.ts'
import { randomId } from '../../random.ts'
import type { SamlConnection } from '../connection.ts'
import { arrive, comeBack } from './arrive.ts'
import type { UpstreamIdentity } from './arrive.ts'
import { leave } from './leave.ts'
import { departureLifetime } from './departure.ts'
import type { Departure } from './departure.ts'
import { callbackUrl, describeFailure } from './oidc.ts'
import { checkBearer, usedAssertionLifetime } from './saml-assertion.ts'
import { claimsOf } from './upstream-claims.ts'

interface Leaving {
  readonly exchange: Exchange
  readonly interaction: Interaction
  readonly state: LoginState
}

/** Two machines' clocks may differ by this much. */
const clockSkewMilliseconds = 30_000

/** What we are called at the identity provider: the audience of its assertions. */
export const entityIdOf = ({ id }: Provider, { entityId, name }: SamlConnection): string =>
  entityId ?? `urn:frontchannel:${id}:${name}`

/** Loaded when somebody first needs it: whoever does not speak SAML does not pay for it. */
const library = () => import('@node-saml/node-saml')

/** The service provider of a connection, for the one authentication request of a departure. */
export async function serviceProvider(
  provider: Provider,
  connection: SamlConnection,
  requestId: string,
  forceAuthn = false,
): Promise<SAML> {
  const { SAML, ValidateInResponseTo } = await library()
  const entityId = entityIdOf(provider, connection)
  const issuedAt = new Date().toISOString()
  return new SAML({
    callbackUrl: callbackUrl(provider),
    entryPoint: connection.entryPoint,
    issuer: entityId,
    audience: entityId,
    idpCert: [...connection.certificates],
    idpIssuer: connection.idpEntityId,
    // whichever it is, what is read is what was signed
    wantAssertionsSigned: connection.wantAssertionSigned,
    wantAuthnResponseSigned: connection.wantResponseSigned,
    identifierFormat: null,
    ...(connection.signing && {
      privateKey: connection.signing.privateKey,
      publicCert: connection.signing.certificate,
      signatureAlgorithm: 'sha256',
    }),
    ...(connection.decryption && { decryptionPvk: connection.decryption.privateKey }),
    disableRequestedAuthnContext: true,
    acceptedClockSkewMs: clockSkewMilliseconds,
    forceAuthn,
    generateUniqueId: () => requestId,
    validateInResponseTo: ValidateInResponseTo.always,
    // the departure remembers the request, and is taken once: here there is only the one
    cacheProvider: {
      saveAsync: async () => null,
      getAsync: async (id) => (id === requestId ? issuedAt : null),
      removeAsync: async () => null,
    },
  })
}

/** Sends the browser to a SAML identity provider (HTTP-Redirect binding). */
export async function leaveForSaml(
  { exchange, interaction, state }: Leaving,
  connection: SamlConnection,
): Promise<Response> {
  const { provider } = exchange.var
  const relayState = randomId()
  const requestId = `_${randomId(20)}`
  try {
    const saml = await serviceProvider(
      provider,
      connection,
      requestId,
      // who asks for a fresh login here does not want an old one from there
      state.request.prompts.includes('login'),
    )
    const url = await saml.getAuthorizeUrlAsync(relayState, undefined, {})
    const departure: Departure = {
      interaction: interaction.id,
      connection: connection.name,
      browser: interaction.browser,
      requestId,
    }
    provider.logins.departures.set(relayState, departure, departureLifetime)
    return await leave(exchange, state.request.client, url)
  } catch (error) {
    exchange.var.entry.upstream = describeFailure(error)
    return comeBack(exchange, interaction, 'upstreamFailed')
  }
}

/** Takes what the identity provider posted: judges signature, audience, times, request and use. */
export async function returnFromSaml(
  exchange: Exchange,
  interaction: Interaction,
  connection: SamlConnection,
  { requestId, samlResponse }: Departure,
): Promise<Response> {
  const { provider, entry } = exchange.var
  try {
    if (requestId === undefined || samlResponse === undefined) throw new Error('no response came')
    const saml = await serviceProvider(provider, connection, requestId)
    const { profile } = await saml.validatePostResponseAsync({ SAMLResponse: samlResponse })
    if (!profile) throw new Error('the response holds no assertion')
    const assertionId = checkBearer(profile.getAssertion?.() ?? {}, {
      recipient: callbackUrl(provider),
      requestId,
      issuer: connection.idpEntityId,
    })
    const { usedAssertions } = provider.logins
    if (usedAssertions.get(assertionId)) throw new Error('the assertion was used already')
    usedAssertions.set(assertionId, true, usedAssertionLifetime)
    return await arrive(exchange, interaction, connection, identityOf(connection, profile))
  } catch (error) {
    entry.upstream = describeFailure(error)
    return comeBack(exchange, interaction, 'upstreamFailed')
  }
}

function identityOf({ attributes }: SamlConnection, profile: Profile): UpstreamIdentity {
  if (!profile.nameID) throw new Error('the assertion names nobody')
  const told = (profile['attributes'] ?? {}) as Readonly<Record<string, unknown>>
  const first = (names: readonly string[]): unknown =>
    names.map((name) => told[name]).find((value) => typeof value === 'string')
  const identity = claimsOf({ email: first(attributes.email), name: first(attributes.name) })
  // the company runs its own directory: an address that it asserts is one that it gave out
  const verified = identity.email === undefined ? {} : { email_verified: true }
  return { ...identity, id: profile.nameID, claims: { ...identity.claims, ...verified } }
}
