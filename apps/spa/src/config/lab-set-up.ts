import { webStorage } from '../storage/web-storage.ts'
import type { PublicConfig } from './public-config.ts'

/** What the flow lab may change of the configuration, for one tab. */
export type LabSetUp = Pick<
  PublicConfig,
  'flow' | 'clientId' | 'scope' | 'audience' | 'tokenStorage'
>

const key = 'frontchannel.lab'

/** The configuration as the lab of this tab wants it. Outside of a demo, as it is. */
export function withLabSetUp(config: PublicConfig): PublicConfig {
  return config.demo ? { ...config, ...readLabSetUp() } : config
}

/** What the lab of this tab has set up. Neither issuer nor API are among it: no token goes elsewhere. */
export function readLabSetUp(): LabSetUp | undefined {
  try {
    const stored: unknown = JSON.parse(webStorage('session')?.getItem(key) ?? 'null')
    const { flow, clientId, scope, audience, tokenStorage } = Object(stored) as LabSetUp
    const texts = [flow, clientId, scope, audience, tokenStorage]
    if (!texts.every((text) => typeof text === 'string')) return undefined
    return { flow, clientId, scope, audience, tokenStorage }
  } catch {
    return undefined
  }
}

export function storeLabSetUp(setUp: LabSetUp | undefined): void {
  const storage = webStorage('session')
  if (setUp) storage?.setItem(key, JSON.stringify(setUp))
  else storage?.removeItem(key)
}
