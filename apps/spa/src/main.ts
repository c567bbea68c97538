import { createPinia } from 'pinia'
import { createApp } from 'vue'
import App from './App.vue'
import { ConfigError, loadConfig } from './config/load-config.ts'
import type { PublicConfig } from './config/public-config.ts'
import { publicConfig } from './config/use-config.ts'
import { rememberInspector } from './inspector/open-state.ts'
import { createAuth } from './login/create-auth.ts'
import { takeHandOver } from './login/hand-over.ts'
import type { LoginOutcome } from './login/outcome.ts'
import { preloadPage } from './router/preload-page.ts'
import { createAppRouter } from './router/router.ts'
import { reloadOnStaleBuild } from './router/stale-build.ts'
import { webStorage } from './storage/web-storage.ts'
import { keptDraft } from './timesheets/kept-draft.ts'
import { openTraceLog } from './trace/trace-log.ts'
import { traceLog } from './trace/use-trace.ts'
import { applyLanguage, languageReady } from './ui/language.ts'
import { watchNetwork } from './ui/online.ts'
import { applyTheme } from './ui/theme.ts'

// first of all, so that it exists no longer than it takes to get here
const outcome = takeHandOver(webStorage('session'), location, new Date())

applyTheme()
applyLanguage()
watchNetwork()
rememberInspector()
reloadOnStaleBuild()
preloadPage(location.pathname)
void start(outcome)

async function start(outcome: LoginOutcome | undefined): Promise<void> {
  try {
    await mount(await loadConfig(fetch), outcome)
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    await tell(error.message)
  }
}

async function tell(reason: string): Promise<void> {
  try {
    const { default: StartFailed } = await import('./StartFailed.vue')
    createApp(StartFailed, { reason }).mount('#app')
  } catch {
    // whoever could not get the configuration may not get this page either
    document.querySelector('#app')?.replaceChildren(`Timesheets cannot start: ${reason}.`)
  }
}

async function mount(config: PublicConfig, outcome: LoginOutcome | undefined): Promise<void> {
  const log = openTraceLog(webStorage('session'), () => new Date())
  const app = createApp(App)
  app.provide(publicConfig, config)
  app.provide(traceLog, log)
  const forget = (): void => keptDraft(webStorage('session')).drop()
  const auth = createAuth({ config, log, outcome, forget })
  app.use(createPinia()).use(auth)
  await auth.session.restore()
  const router = createAppRouter(auth.session)
  router.beforeResolve(languageReady) // no page changes its words before one's eyes
  app.use(router)
  await router.isReady()
  app.mount('#app')
}
