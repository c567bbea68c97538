// @vitest-environment happy-dom
import { readFile } from 'node:fs/promises'
import { createPinia } from 'pinia'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createApp, h } from 'vue'
import { createRouter, createWebHistory, RouterView, type RouteRecordRaw } from 'vue-router'
import { loadConfig } from '../config/load-config.ts'
import { createAuth } from '../login/create-auth.ts'
import { takeHandOver } from '../login/hand-over.ts'
import { webStorage } from '../storage/web-storage.ts'
import { openTraceLog } from '../trace/trace-log.ts'
import { sessionGuard } from './session-guard.ts'

const page = (text: string) => ({ render: () => h('p', text) })
const routes: RouteRecordRaw[] = [
  { path: '/', component: page('home'), meta: { title: 'Home' } },
  { path: '/mine', component: page('mine'), meta: { title: 'Mine', requiresAuth: true } },
  { path: '/login', component: page('log in'), meta: { title: 'Log in' } },
]
const YourApp = { render: () => h(RouterView) }

async function start() {
  // what follows stands in docs/guides/use-in-your-vue-app.md too
  const outcome = takeHandOver(webStorage('session'), location, new Date())
  const config = await loadConfig(fetch)
  const log = openTraceLog(undefined, () => new Date())
  const auth = createAuth({ config, log, outcome })
  const app = createApp(YourApp).use(createPinia()).use(auth)
  const router = createRouter({ history: createWebHistory(), routes })
  router.beforeEach(sessionGuard(auth.session, { loginRequired: '/login', forbidden: '/no' }))
  app.use(router)
  await router.isReady()
  app.mount('#app')
  // up to here
  return { app, auth, router }
}

describe('docs/guides/use-in-your-vue-app.md', () => {
  afterEach(() => void vi.unstubAllGlobals())

  it('shows lines that work, outside components too: a stranger meets the login page (pain 25)', async () => {
    const config = {
      ...{ issuer: 'https://id.example/', clientId: 'spa', audience: '', scope: 'openid' },
      ...{ flow: 'code', tokenStorage: 'memory', resourceParameter: 'audience' },
      ...{ apiUrl: 'https://api.example', demo: false },
    }
    vi.stubGlobal('fetch', () => Promise.resolve(Response.json(config)))
    document.body.innerHTML = '<div id="app"></div>'
    history.replaceState(null, '', '/mine')
    const { app, auth, router } = await start()
    expect(router.currentRoute.value.fullPath).toBe('/login?returnTo=/mine')
    expect(document.body.textContent).toBe('log in')
    expect(await auth.session.getAccessToken()).toBeUndefined()
    app.unmount()
  })

  it('shows these very lines', async () => {
    const [guide = '', test = ''] = await Promise.all(
      ['../../../../docs/guides/use-in-your-vue-app.md', './use-in-your-vue-app.test.ts'].map(
        (path) => readFile(`${import.meta.dirname}/${path}`, 'utf8'),
      ),
    )
    const shown = /```ts\n(const outcome[^`]+)```/.exec(guide)?.[1]?.trim().split('\n')
    const run = /too\n([^]+?) {2}\/\/ up to here/.exec(test)?.[1]?.trim().split('\n')
    expect(shown).toEqual(run?.map((line) => line.trim()))
    expect(shown).toHaveLength(10)
  })
})
