import { randomBytes } from 'node:crypto'
import type { Person } from './directory.ts'
import { xml } from './xml.ts'
import type { Xml } from './xml.ts'

/** Seconds that an assertion may be used in. */
const lifetime = 300

/** What a response answers. */
export interface Order {
  readonly person: Person
  /** Our entity ID. */
  readonly issuer: string
  /** The entity ID of the service provider. */
  readonly audience: string
  /** Its assertion consumer service. */
  readonly recipient: string
  /** The ID of its request. */
  readonly inResponseTo: string
  readonly now: Date
}

const newId = (): string => `_${randomBytes(20).toString('hex')}`
const later = (now: Date, seconds: number): string =>
  new Date(now.getTime() + seconds * 1000).toISOString()

/** Builds an assertion about somebody for one service provider and one request. */
export function buildAssertion(order: Order): Xml {
  const { person, issuer, audience, recipient, inResponseTo, now } = order
  const end = later(now, lifetime)
  return xml`<saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="${newId()}" Version="2.0" IssueInstant="${now.toISOString()}">
    <saml:Issuer>${issuer}</saml:Issuer>
    <saml:Subject>
      <saml:NameID Format="urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress">${person.nameId}</saml:NameID>
      <saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer">
        <saml:SubjectConfirmationData InResponseTo="${inResponseTo}" Recipient="${recipient}" NotOnOrAfter="${end}"/>
      </saml:SubjectConfirmation>
    </saml:Subject>
    <saml:Conditions NotBefore="${later(now, -30)}" NotOnOrAfter="${end}">
      <saml:AudienceRestriction><saml:Audience>${audience}</saml:Audience></saml:AudienceRestriction>
    </saml:Conditions>
    <saml:AuthnStatement AuthnInstant="${now.toISOString()}" SessionIndex="${newId()}">
      <saml:AuthnContext><saml:AuthnContextClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:unspecified</saml:AuthnContextClassRef></saml:AuthnContext>
    </saml:AuthnStatement>
    <saml:AttributeStatement>${attribute('email', person.email)}${attribute('name', person.name)}</saml:AttributeStatement>
  </saml:Assertion>`
}

const attribute = (name: string, value: string): Xml =>
  xml`<saml:Attribute Name="${name}" NameFormat="urn:oasis:names:tc:SAML:2.0:attrname-format:basic"><saml:AttributeValue>${value}</saml:AttributeValue></saml:Attribute>`

/** Wraps an assertion into the response that is posted. */
export function buildResponse(
  { issuer, recipient, inResponseTo, now }: Order,
  assertion: Xml,
): Xml {
  return xml`<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="${newId()}" Version="2.0" IssueInstant="${now.toISOString()}" Destination="${recipient}" InResponseTo="${inResponseTo}">
    <saml:Issuer xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion">${issuer}</saml:Issuer>
    <samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:Status>
    ${assertion}
  </samlp:Response>`
}
