import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Controller, Get, Inject, Param, Res } from '@nestjs/common'
import { scopes } from '@frontchannel/contract'
import { ProblemException } from '@frontchannel/contract/nest'
import type { FastifyReply } from 'fastify'
import { Public } from '../access-token/decorators.ts'
import { config, type Config } from '../config.ts'

// src and dist are at the same depth below the app
const ours = fileURLToPath(new URL('../../docs-page', import.meta.url))
const swaggerUi = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'))

/** Every file that is served, by its name: no path is made of what somebody sent. */
const files: Readonly<Record<string, readonly [folder: string, type: string]>> = {
  'docs.css': [ours, 'text/css; charset=utf-8'],
  'docs.js': [ours, 'text/javascript; charset=utf-8'],
  'login.js': [ours, 'text/javascript; charset=utf-8'],
  'swagger-ui.css': [swaggerUi, 'text/css; charset=utf-8'],
  'swagger-ui-bundle.js': [swaggerUi, 'text/javascript; charset=utf-8'],
  'favicon-32x32.png': [swaggerUi, 'image/png'],
}

/** What the page needs to know to log somebody in. */
interface DocsSettings {
  readonly issuer: string
  /** Without one, a token from elsewhere can be pasted. */
  readonly clientId: string | undefined
  readonly audience: string
  readonly resourceParameter: string
  readonly scope: string
}

/** A page on which a developer logs in and tries the routes; nothing on it comes from elsewhere. */
@Public()
@Controller('docs')
export class DocsController {
  readonly #settings: DocsSettings
  readonly #policy: string
  readonly #page = readFileSync(join(ours, 'index.html'))
  readonly #read = new Map<string, Buffer>()

  constructor(@Inject(config) { accessToken: { issuer, audience }, docs }: Config) {
    this.#settings = { issuer, audience, ...docs, scope: Object.keys(scopes).join(' ') }
    this.#policy = [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "img-src 'self' data:", // icons in swagger-ui's stylesheet
      `connect-src 'self' ${new URL(issuer).origin}`,
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
    ].join('; ')
  }

  @Get()
  page(@Res() reply: FastifyReply): void {
    void reply
      .header('content-security-policy', this.#policy)
      .type('text/html; charset=utf-8')
      .send(this.#page)
  }

  @Get('settings.json')
  settings(): DocsSettings {
    return this.#settings
  }

  @Get(':file')
  file(@Param('file') name: string, @Res() reply: FastifyReply): void {
    const file = Object.hasOwn(files, name) ? files[name] : undefined
    if (!file) throw new ProblemException('not_found')
    const [folder, type] = file
    const bytes = this.#read.get(name) ?? readFileSync(join(folder, name))
    this.#read.set(name, bytes)
    void reply.type(type).send(bytes)
  }
}
