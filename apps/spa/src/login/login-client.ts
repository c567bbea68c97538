import {
  flowById,
  type Environment,
  type Login,
  type LoginRequest,
} from '@frontchannel/relying-party'
import { silentRenewPath } from '../../server/app-paths.ts'
import type { PublicConfig } from '../config/public-config.ts'
import type { TraceLog } from '../trace/trace-log.ts'
import { loginAtBackEnd } from './back-end-login.ts'
import { createBackEnd, type BackEnd } from './back-end.ts'

/** What the session asks of the protocol. Knows no state of the app, and keeps no token. */
export interface LoginClient {
  /** Begins a login: the address to go to. */
  readonly begin: (
    returnTo: string,
    asked?: Pick<LoginRequest, 'prompt' | 'responseMode' | 'loginHint' | 'extra'>,
  ) => Promise<string>
  /** Asks the provider for a new login without showing anything. */
  readonly renewSilently: () => Promise<Login>
  /** Whether the session is the back-end's: it lives on, whatever this page forgets. */
  readonly usesBackEnd: boolean
  /**
   * The address that ends the provider's session; undefined if it has none. Ends the back-end's
   * session on the way, or rejects.
   */
  readonly endSession: (idToken: string | undefined) => Promise<string | undefined>
  /** The profile at the provider; undefined where there is none to ask for. */
  readonly userInfo: (login: Login) => Promise<Readonly<Record<string, unknown>> | undefined>
}

const patience = 10_000
const shortPatience = 3_000

export function createLoginClient(
  config: PublicConfig,
  log: TraceLog,
  backEnd: BackEnd = createBackEnd((input, init) => fetch(input, init)),
): LoginClient {
  // The protocol arrives when it is first needed: the landing page is there before it.
  const load = async () => {
    const { protocolFor } = await import('./protocol.ts').catch((cause: unknown) => {
      throw Object.assign(new Error('the protocol was not loaded', { cause }), {
        name: 'NotLoaded',
      })
    })
    return protocolFor(config, log)
  }
  let loaded: ReturnType<typeof load> | undefined
  const protocol = (): ReturnType<typeof load> => {
    loaded ??= load()
    loaded.catch(() => (loaded = undefined)) // the next click tries again
    return loaded
  }

  return {
    usesBackEnd: usesBackEnd({ flow: flowById(config.flow) }),

    async begin(returnTo, asked) {
      const { startLogin, settings, environment } = await protocol()
      log.begin({ kind: 'login', flow: settings.flow.id, withBackEnd: usesBackEnd(settings) })
      const at = environment.now().getTime()
      log.trace({
        kind: 'note',
        step: 'login-click',
        at,
        text: `The app remembers where to return to: ${returnTo}`,
      })
      const { responseMode } = config
      const request = { responseMode, ...asked, returnTo }
      const { url, transaction } = await startLogin(settings, request, environment)
      if (usesBackEnd(settings)) {
        const codeChallenge = new URL(url).searchParams.get('code_challenge') ?? ''
        const { state, nonce, issuer, flow, redirectUri } = transaction
        await backEnd.bindLogin({ state, nonce, codeChallenge, issuer, flow, redirectUri })
      }
      return url
    },

    async renewSilently() {
      const { startLogin, completeLogin, discover, environment, ...rest } = await protocol()
      // it keeps the session, and refreshes it where it can: there is nothing to ask the provider
      if (usesBackEnd(rest.settings)) return loginAtBackEnd(backEnd, rest.settings.flow.id)
      const settings = { ...rest.settings, redirectUri: location.origin + silentRenewPath }
      log.begin({ kind: 'renewal', flow: settings.flow.id, withBackEnd: usesBackEnd(settings) })
      const metadata = await discover(settings.issuer, environment)
      const modes = metadata['response_modes_supported']
      const byMessage = Array.isArray(modes) && modes.includes('web_message')
      const request: LoginRequest = {
        returnTo: '/',
        prompt: 'none',
        ...(byMessage && { responseMode: 'web_message' }),
      }
      const { url, transaction } = await startLogin(settings, request, environment)
      const { state } = transaction
      const { askInFrame } = await import('./renewal-frame.ts')
      const response = await askInFrame({ url, state, timeoutMilliseconds: patience })
      return completeLogin(settings, response, environment)
    },

    async endSession(idToken) {
      const { buildEndSessionRequest, discover, settings, environment } = await protocol()
      if (usesBackEnd(settings)) return (await backEnd.logOut()).endSessionUrl ?? undefined
      // asked anew: whoever is sent to a provider that is down is left on a page of the browser
      const asking = {
        ...untraced(environment),
        cache: undefined,
        timeoutMilliseconds: shortPatience,
      }
      return buildEndSessionRequest(await discover(settings.issuer, asking), {
        clientId: settings.clientId,
        postLogoutRedirectUri: `${location.origin}/`,
        ...(idToken !== undefined && { idTokenHint: idToken }),
      })
    },

    async userInfo({ accessToken, sub }) {
      const { fetchUserInfo, discover, settings, environment } = await protocol()
      if (usesBackEnd(settings)) return backEnd.userInfo()
      if (!accessToken || sub === undefined) return undefined
      const metadata = await discover(settings.issuer, untraced(environment))
      if (metadata.userinfo_endpoint === undefined) return undefined
      return fetchUserInfo(metadata, accessToken.value, sub, environment, settings)
    },
  }
}

function usesBackEnd({ flow }: { flow: { redeemedBy: string } }): boolean {
  return flow.redeemedBy === 'back-end'
}

/** For what is no part of the walk. */
function untraced(environment: Environment): Environment {
  return { ...environment, trace: undefined }
}
