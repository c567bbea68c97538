import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { Context } from 'hono'
import { equalSecrets } from '../equal-secrets.ts'
import type { Tenants } from '../tenants.ts'
import { isLoopback } from '../tenant/urls.ts'
import { controlCalls } from './calls.ts'
import type { ControlCallName } from './calls.ts'
import { callControl } from './control.ts'
import { ControlError } from './control-error.ts'

/** Tenants can be large, but not that large. */
const largestBody = 1024 * 1024

/**
 * The control plane over HTTP. Whoever reaches it can forge any token, so it answers only
 * programs on this machine that know the secret: never a page, whose requests carry an `Origin`
 * or, after DNS rebinding, another `Host`.
 */
export function createControlPlane(
  tenants: Tenants,
  secret: string,
): (request: Request) => Promise<Response> {
  const app = new Hono()
  app.use(bodyLimit({ maxSize: largestBody }))
  app.use(async ({ req }, next) => {
    await authorize(req.raw, secret)
    await next()
  })
  for (const [name, { method, path }] of Object.entries(controlCalls)) {
    app.on(method, path, async (context) => {
      const input = { ...(await readInput(context)), ...context.req.param() }
      return context.json(await callControl(tenants, name as ControlCallName, input))
    })
  }
  app.notFound((context) => context.json({ error: 'no such control call' }, 404))
  app.onError((error, context) => {
    const status = error instanceof ControlError ? error.status : 500
    return context.json({ error: error.message }, status)
  })
  return async (request) => app.fetch(request)
}

async function authorize(request: Request, secret: string): Promise<void> {
  const host = request.headers.get('host') ?? new URL(request.url).host
  if (!isLoopback(`http://${host}`)) throw new ControlError(403, `not for the host ${host}`)
  if (request.headers.has('origin')) throw new ControlError(403, 'not for pages')
  const given = /^bearer (\S+)$/i.exec(request.headers.get('authorization') ?? '')?.[1] ?? ''
  if (!(await equalSecrets(given, secret))) {
    throw new ControlError(401, 'send the control secret as a Bearer token')
  }
}

async function readInput({ req }: Context): Promise<object> {
  if (req.method === 'GET' || req.method === 'DELETE') return req.query()
  const text = await req.text()
  if (text === '') return {}
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value
  } catch {
    // said below
  }
  throw new ControlError(400, 'the body must be a JSON object')
}
