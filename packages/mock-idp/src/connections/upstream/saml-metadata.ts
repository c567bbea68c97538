import type { Exchange } from '../../exchange.ts'
import { endpointUrl } from '../../provider.ts'
import { findConnection } from '../enabled.ts'
import { serviceProvider } from './saml.ts'

/** What a SAML identity provider wants to know about us; it is imported there. */
export async function samlMetadata(exchange: Exchange): Promise<Response> {
  const { provider } = exchange.var
  const connection = findConnection(provider, exchange.req.query('connection'))
  if (!connection || !('entryPoint' in connection)) {
    return Response.json({ error: 'not_found' }, { status: 404 })
  }
  const saml = await serviceProvider(provider, connection, '_metadata')
  const { signing, decryption } = connection
  const metadata = saml.generateServiceProviderMetadata(
    decryption?.certificate ?? null,
    signing?.certificate ?? null,
  )
  return new Response(metadata, {
    headers: {
      'Content-Type': 'application/samlmetadata+xml',
      'X-Content-Type-Options': 'nosniff',
      Link: `<${endpointUrl(provider, 'login/callback')}>; rel="assertion-consumer-service"`,
    },
  })
}
