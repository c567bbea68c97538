import type { Exchange } from '../../exchange.ts'
import { isLoopback } from '../../tenant/urls.ts'

/**
 * True for a demo that is asked from its own machine: both the name that was asked for and the
 * address that asks. Neither a proxy nor a name that resolves here will do.
 */
export function isLocalDemo({ req, env, var: { provider } }: Exchange): boolean {
  const { address } = env
  const fromHere =
    address === undefined || address === '::1' || /^(::ffff:)?127(\.\d+){3}$/.test(address)
  return provider.tenant.demo && fromHere && isLoopback(req.url)
}
