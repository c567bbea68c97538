import { Controller, Get, Inject } from '@nestjs/common'
import { buildOpenApi, type OpenApiDocument } from '@frontchannel/contract/openapi'
import { Public } from '../access-token/decorators.ts'
import { config, type Config } from '../config.ts'

@Public()
@Controller()
export class OpenApiController {
  readonly #document: OpenApiDocument

  constructor(@Inject(config) { publicUrl, accessToken }: Config) {
    this.#document = buildOpenApi({
      title: 'Timesheets',
      version: '0.1.0',
      servers: [publicUrl ?? '/'],
      issuer: accessToken.issuer,
    })
  }

  @Get('openapi.json')
  read(): OpenApiDocument {
    return this.#document
  }
}
