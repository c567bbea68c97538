import { basePath, routes } from '../routes.ts'
import type { RouteRow } from '../route.ts'
import { scopes } from '../scopes.ts'
import { buildOperation } from './build-operation.ts'
import { buildSchemas } from './components.ts'

export interface OpenApiSettings {
  readonly title: string
  readonly version: string
  /** Origins that serve `basePath`. */
  readonly servers: readonly string[]
  /** Adds the issuer's discovery document as a way to get a token. */
  readonly issuer?: string | undefined
}

export interface OpenApiDocument {
  readonly openapi: '3.1.1'
  readonly info: { readonly title: string; readonly version: string; readonly description: string }
  readonly servers: readonly { readonly url: string }[]
  readonly paths: Readonly<Record<string, Readonly<Record<string, object>>>>
  readonly components: {
    readonly schemas: Readonly<Record<string, object>>
    readonly securitySchemes: Readonly<Record<string, object>>
  }
}

/**
 * The OpenAPI 3.1 document of the contract's rows.
 *
 * @see [OpenAPI 3.1](https://spec.openapis.org/oas/v3.1.1.html)
 */
export function buildOpenApi(settings: OpenApiSettings): OpenApiDocument {
  const { title, version, servers, issuer } = settings
  const securitySchemes = buildSecuritySchemes(issuer)
  const paths: Record<string, Record<string, object>> = {}
  for (const [name, row] of Object.entries(routes)) {
    const route: RouteRow = row
    const path = basePath + route.path.replace(/:(\w+)/g, '{$1}')
    const item = (paths[path] ??= {})
    item[route.method.toLowerCase()] = buildOperation(name, route, Object.keys(securitySchemes))
  }
  return {
    openapi: '3.1.1',
    info: { title, version, description: describeScopes() },
    servers: servers.map((url) => ({ url })),
    paths,
    components: { schemas: buildSchemas(), securitySchemes },
  }
}

function buildSecuritySchemes(issuer: string | undefined): Record<string, object> {
  return {
    bearer: {
      type: 'http',
      scheme: 'bearer',
      bearerFormat: 'JWT',
      description: 'A JWT Access Token (RFC 9068) for the audience of this API.',
    },
    ...(issuer !== undefined && {
      openIdConnect: {
        type: 'openIdConnect',
        // OpenID Connect Discovery §4: one slash between issuer and well-known path
        openIdConnectUrl: `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
      },
    }),
  }
}

function describeScopes(): string {
  const rows = Object.entries(scopes).map(([name, row]) => `- \`${name}\`: ${row.description}`)
  return ['Scopes:', '', ...rows].join('\n')
}
