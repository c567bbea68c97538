import type { Exchange } from '../exchange.ts'
import type { Client } from '../tenant/client.ts'

/**
 * True if the request comes from a page of the application: one of its allowed web origins. The
 * browser writes the header, so a page elsewhere can neither leave it out nor choose it.
 */
export const isOwnOrigin = ({ req }: Exchange, { webOrigins }: Client): boolean =>
  webOrigins.includes(req.header('origin') ?? '')

export const foreignOrigin = ({ req }: Exchange): string =>
  `Origin ${req.header('origin') ?? '(none)'} is not allowed.`
