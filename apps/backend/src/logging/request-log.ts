import type { Params } from 'nestjs-pino'

interface LoggedRequest {
  readonly id: unknown
  readonly method: string
  readonly url: string
}

/** One JSON line for each request. Of a request it names method and path: queries, headers and cookies hold secrets. */
export const requestLog = (level: string): Params => ({
  pinoHttp: {
    level,
    serializers: {
      req: ({ id, method, url }: LoggedRequest) => ({ id, method, path: url.split('?', 1)[0] }),
      res: ({ statusCode }: { statusCode: number }) => ({ statusCode }),
    },
    autoLogging: { ignore: ({ url }) => url?.startsWith('/health/') ?? false },
  },
})
