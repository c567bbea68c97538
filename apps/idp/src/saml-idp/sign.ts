import { SignedXml } from 'xml-crypto'
import { devCertificate, devPrivateKey } from './dev-key.ts'
import { Xml } from './xml.ts'

const exclusive = 'http://www.w3.org/2001/10/xml-exc-c14n#'
const enveloped = 'http://www.w3.org/2000/09/xmldsig#enveloped-signature'

export interface SigningKey {
  readonly privateKey: string
  readonly certificate: string
}

export const devKey: SigningKey = { privateKey: devPrivateKey, certificate: devCertificate }

/**
 * Signs one element of a document, enveloped, behind its Issuer.
 *
 * @see SAML 2.0 Core §5.4 http://docs.oasis-open.org/security/saml/v2.0/saml-core-2.0-os.pdf
 */
export function signElement(
  document: Xml,
  name: 'Assertion' | 'Response',
  { privateKey, certificate }: SigningKey = devKey,
): Xml {
  const element = `//*[local-name(.)='${name}']`
  const signature = new SignedXml({
    privateKey,
    publicCert: certificate,
    signatureAlgorithm: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
    canonicalizationAlgorithm: exclusive,
  })
  signature.addReference({
    xpath: element,
    transforms: [enveloped, exclusive],
    digestAlgorithm: 'http://www.w3.org/2001/04/xmlenc#sha256',
  })
  signature.computeSignature(document.text, {
    location: { reference: `${element}/*[local-name(.)='Issuer']`, action: 'after' },
  })
  return new Xml(signature.getSignedXml())
}
