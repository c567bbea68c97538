import type { Exchange } from '../exchange.ts'
import { hexColor } from './branding.ts'
import type { Branding } from './branding.ts'

/** The branding of the tenant, with the colors that a preview tries out. */
export function brandOf({ req, var: { provider } }: Exchange): Branding {
  const { branding, demo } = provider.tenant
  if (!demo) return branding
  const tried = (['primaryColor', 'backgroundColor'] as const).flatMap((name) => {
    const color = hexColor.safeParse(req.query(name))
    return color.success ? [[name, color.data] as const] : []
  })
  return { ...branding, ...Object.fromEntries(tried) }
}
