import { Controller, Get, Inject } from '@nestjs/common'
import { basePath, scopes } from '@frontchannel/contract'
import { Public } from '../access-token/decorators.ts'
import { config, type Config } from '../config.ts'

/** RFC 9728 §2: what a client that was refused needs to know to get a token. */
interface ProtectedResource {
  readonly resource: string
  readonly resource_name: string
  readonly authorization_servers: readonly string[]
  readonly scopes_supported: readonly string[]
  readonly bearer_methods_supported: readonly ['header']
  readonly resource_documentation?: string
}

export const resourceMetadataPath = '/.well-known/oauth-protected-resource'

@Public()
@Controller(resourceMetadataPath)
export class ProtectedResourceController {
  readonly #metadata: ProtectedResource

  constructor(@Inject(config) { accessToken, publicUrl }: Config) {
    this.#metadata = {
      resource: accessToken.audience,
      resource_name: 'Timesheets',
      authorization_servers: [accessToken.issuer],
      scopes_supported: Object.keys(scopes),
      bearer_methods_supported: ['header'],
      ...(publicUrl !== undefined && { resource_documentation: new URL('/docs', publicUrl).href }),
    }
  }

  /** §3.1: a resource whose identifier has a path has its metadata below that path too. */
  @Get(['/', basePath])
  read(): ProtectedResource {
    return this.#metadata
  }
}
