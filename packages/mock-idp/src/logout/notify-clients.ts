import { inject } from '../faults/inject.ts'
import { logoutTokenInjectors } from '../faults/logout.ts'
import { findClient } from '../provider.ts'
import type { Provider } from '../provider.ts'
import type { Session } from '../stores/sessions.ts'
import type { Client } from '../tenant/client.ts'
import { signDraft } from '../tokens/sign-draft.ts'
import { draftLogoutToken } from './logout-token.ts'

/** A client that hangs must not hold up the logout of the end-user. */
const patienceMilliseconds = 3000

/**
 * Tells every client of a session that it is over, and waits for them: when the browser comes
 * back to one, it has ended its own session. What they answer is in the log.
 *
 * @see OpenID Connect Back-Channel Logout §2.5 https://openid.net/specs/openid-connect-backchannel-1_0.html#BCRequest
 */
export async function notifyClients(provider: Provider, session: Session): Promise<void> {
  await Promise.all(
    [...session.clients].map(async (clientId) => {
      const client = findClient(provider, clientId)
      if (client?.backchannelLogoutUri !== undefined) {
        await notify(provider, client, client.backchannelLogoutUri, session)
      }
    }),
  )
}

async function notify(
  provider: Provider,
  client: Client,
  address: string,
  { sub, id: sid }: Session,
): Promise<void> {
  const { entry, end } = provider.log.begin({
    endpoint: 'backchannel-logout',
    method: 'POST',
    path: address,
  })
  entry.clientId = client.clientId
  const draft = await draftLogoutToken(provider, client, { sub, sid })
  await inject('logout-token', logoutTokenInjectors, draft, provider, {
    requested: [],
    committed: entry.faults,
    clientId: client.clientId,
  })
  try {
    const response = await provider.fetch(address, {
      method: 'POST',
      body: new URLSearchParams({ logout_token: await signDraft(draft) }),
      redirect: 'error', // a logout token is for the client alone
      signal: AbortSignal.timeout(patienceMilliseconds),
    })
    await response.body?.cancel()
    end(response.status)
  } catch {
    entry.error = 'unreachable'
    end(0)
  }
}
