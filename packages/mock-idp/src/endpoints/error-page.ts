import type { AuthorizationRefusal } from '../authorize/check.ts'
import { basePath } from '../exchange.ts'
import type { Exchange } from '../exchange.ts'
import { messagePage } from '../pages/message-page.ts'

/** The page for a request that must not be answered by a redirect. */
export function errorPage(
  exchange: Exchange,
  {
    check,
    error,
    description,
  }: Pick<AuthorizationRefusal, 'error' | 'description'> & {
    readonly check?: string
  },
): Promise<Response> {
  const { provider, entry } = exchange.var
  entry.error = error
  return messagePage({
    title: 'This request cannot be answered',
    text: 'The application sent a request that the login service refused. Go back to the application and try again; if it happens again, tell its developers what you see here.',
    details: {
      Error: error,
      Reason: description,
      Check: check,
      'Client ID': entry.clientId,
      Service: provider.tenant.name,
    },
    status: 400,
    basePath: basePath(provider),
  })
}
