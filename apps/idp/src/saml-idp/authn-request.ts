import { inflateRawSync } from 'node:zlib'
import { DOMParser } from '@xmldom/xmldom'

/** What a service provider asks for. */
export interface AuthnRequest {
  readonly id: string
  /** The entity ID of the service provider. */
  readonly issuer: string
  readonly assertionConsumerService: string
}

/** No request is longer when it is inflated. */
const mostBytes = 64 * 1024

/** Reads an authentication request of the HTTP-Redirect binding; undefined: it is none. */
export function parseAuthnRequest(encoded: string): AuthnRequest | undefined {
  try {
    const inflated = inflateRawSync(Buffer.from(encoded, 'base64'), { maxOutputLength: mostBytes })
    const errors: string[] = []
    const parser = new DOMParser({
      errorHandler: (_level, message) => errors.push(String(message)),
    })
    const root = parser.parseFromString(inflated.toString('utf8'), 'text/xml').documentElement
    if (errors.length > 0 || root.localName !== 'AuthnRequest') return undefined
    const [issuer] = Array.from(root.getElementsByTagNameNS('*', 'Issuer'))
    const id = root.getAttribute('ID')
    const assertionConsumerService = root.getAttribute('AssertionConsumerServiceURL')
    if (!id || !assertionConsumerService || !issuer?.textContent) return undefined
    return { id, issuer: issuer.textContent, assertionConsumerService }
  } catch {
    return undefined
  }
}
