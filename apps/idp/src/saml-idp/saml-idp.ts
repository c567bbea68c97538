import type { AuthnRequest } from './authn-request.ts'
import { buildAssertion, buildResponse } from './assertion.ts'
import { devCertificate } from './dev-key.ts'
import { directory } from './directory.ts'
import { choosePerson, postResponse, refusal } from './pages.ts'
import { xml } from './xml.ts'

/** Loaded when somebody first logs in there: the start of the mock IdP need not wait for XML. */
async function library() {
  const [reading, signing] = await Promise.all([import('./authn-request.ts'), import('./sign.ts')])
  return { ...reading, ...signing }
}

export interface SamlIdp {
  readonly entityId: string
  /** Where it takes authentication requests. */
  readonly entryPoint: string
  readonly certificate: string
  /** Undefined: the request is for somebody else. */
  readonly fetch: (request: Request) => Promise<Response | undefined>
}

/**
 * The SAML 2.0 identity provider of another company: small, but every signature is one. It serves
 * the tenants of one mock IdP, and answers nobody else.
 *
 * @param issuer where the mock IdP is, which it lives beside
 */
export function createSamlIdp(issuer: string, now: () => Date = () => new Date()): SamlIdp {
  const base = `${issuer.replace(/\/$/, '')}/saml-idp`
  const entityId = `${base}/metadata`
  const entryPoint = `${base}/sso`

  /** Only the mock IdP's own consumers: an assertion posted elsewhere would be a gift. */
  const isOurs = ({ assertionConsumerService: url }: AuthnRequest): boolean =>
    url.startsWith(issuer) &&
    /^(t\/[A-Za-z0-9_-]+\/)?login\/callback$/.test(url.slice(issuer.length))

  async function signOn(parameters: URLSearchParams): Promise<Response> {
    const { parseAuthnRequest, signElement } = await library()
    const samlRequest = parameters.get('SAMLRequest') ?? ''
    const relayState = parameters.get('RelayState') ?? ''
    const request = parseAuthnRequest(samlRequest)
    if (!request) return refusal('There is no SAML authentication request in it.')
    if (!isOurs(request)) return refusal('No such service provider is registered here.')
    const person = directory.find(({ nameId }) => nameId === parameters.get('person'))
    if (!person) {
      return choosePerson(directory, { SAMLRequest: samlRequest, RelayState: relayState })
    }
    const recipient = request.assertionConsumerService
    const order = {
      person,
      issuer: entityId,
      audience: request.issuer,
      recipient,
      inResponseTo: request.id,
      now: now(),
    }
    const response = buildResponse(order, signElement(buildAssertion(order), 'Assertion'))
    return postResponse(recipient, {
      SAMLResponse: Buffer.from(response.text).toString('base64'),
      RelayState: relayState,
    })
  }

  return {
    entityId,
    entryPoint,
    certificate: devCertificate,
    async fetch(request) {
      const url = new URL(request.url)
      const { pathname } = new URL(base)
      if (url.pathname === `${pathname}/metadata`) return metadata(entityId, entryPoint)
      if (url.pathname !== `${pathname}/sso`) return undefined
      // a person is named by a form of our own page only
      if (request.method === 'POST') return signOn(new URLSearchParams(await request.text()))
      url.searchParams.delete('person')
      return signOn(url.searchParams)
    },
  }
}

function metadata(entityId: string, entryPoint: string): Response {
  const certificate = devCertificate.replace(/-----[A-Z ]+-----|\s/g, '')
  const { text } =
    xml`<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" entityID="${entityId}">
    <md:IDPSSODescriptor WantAuthnRequestsSigned="false" protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">
      <md:KeyDescriptor use="signing"><ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:X509Data><ds:X509Certificate>${certificate}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>
      <md:SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect" Location="${entryPoint}"/>
    </md:IDPSSODescriptor>
  </md:EntityDescriptor>`
  return new Response(text, { headers: { 'Content-Type': 'application/samlmetadata+xml' } })
}
