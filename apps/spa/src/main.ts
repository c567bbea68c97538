import { createPinia } from 'pinia'
import { createApp } from 'vue'
import App from './App.vue'
import { ConfigError, loadConfig } from './config/load-config.ts'
import type { PublicConfig } from './config/public-config.ts'
import { publicConfig } from './config/use-config.ts'
import { rememberInspector } from './inspector/open-state.ts'
import { takeHandOver } from './login/hand-over.ts'
import { loggedInHint } from './login/logged-in-hint.ts'
import { createLoginClient } from './login/login-client.ts'
import { openLogoutChannel } from './login/logout-channel.ts'
import type { LoginOutcome } from './login/outcome.ts'
import { redirectBreaker } from './login/redirect-breaker.ts'
import { renewalLock } from './login/renewal-lock.ts'
import { sessionParts } from './login/session-parts.ts'
import { useSessionStore } from './login/session.store.ts'
import { openTokenStorage } from './login/token-storage.ts'
import { createAppRouter } from './router/router.ts'
import { reloadOnStaleBuild } from './router/stale-build.ts'
import StartFailed from './StartFailed.vue'
import { webStorage } from './storage/web-storage.ts'
import { keptDraft } from './timesheets/kept-draft.ts'
import { openTraceLog } from './trace/trace-log.ts'
import { traceLog } from './trace/use-trace.ts'
import { applyTheme } from './ui/theme.ts'

// first of all, so that it exists no longer than it takes to get here
const outcome = takeHandOver(webStorage('session'), location, new Date())

applyTheme()
rememberInspector()
reloadOnStaleBuild()
void start(outcome)

async function start(outcome: LoginOutcome | undefined): Promise<void> {
  try {
    await mount(await loadConfig(fetch), outcome)
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    createApp(StartFailed, { reason: error.message }).mount('#app')
  }
}

async function mount(config: PublicConfig, outcome: LoginOutcome | undefined): Promise<void> {
  const log = openTraceLog(webStorage('session'), () => new Date())
  const app = createApp(App)
  app.provide(publicConfig, config)
  app.provide(traceLog, log)
  app.provide(sessionParts, {
    client: createLoginClient(config, log),
    storage: openTokenStorage(config.tokenStorage),
    hint: loggedInHint(webStorage('local')),
    channel: openLogoutChannel(webStorage('local')),
    inTurn: renewalLock({
      locks: navigator.locks,
      storage: webStorage('local'),
    }),
    redirects: redirectBreaker(webStorage('session')),
    isUserActive: () => navigator.userActivation.isActive,
    navigate: (url) => location.assign(url),
    forget: () => {
      log.clear()
      keptDraft(webStorage('session')).drop()
    },
  })
  app.use(createPinia())
  const session = useSessionStore()
  await session.restore(outcome)
  const router = createAppRouter(session)
  app.use(router)
  await router.isReady()
  app.mount('#app')
}
