// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import { createMemoryHistory } from 'vue-router'
import { appPaths } from '../../server/app-paths.ts'
import { createAppRouter } from './router.ts'
import { routes } from './routes.ts'
import type { GuardedSession } from './session-guard.ts'

const sessionWith = (...scopes: string[]): GuardedSession => ({
  restore: () => Promise.resolve(),
  hasSession: true,
  scopes: new Set(scopes),
})
const stranger: GuardedSession = { ...sessionWith(), hasSession: false }

async function visit(session: GuardedSession, path: string) {
  const router = createAppRouter(session, createMemoryHistory())
  await router.push(path)
  return router.currentRoute.value
}

describe('sessionGuard', () => {
  it('sends a stranger to the login with the whole address they wanted (R27, pain 14)', async () => {
    const { path, query } = await visit(stranger, '/timesheets?week=2&x=%C3%A4#entry')
    expect(path).toBe('/login')
    expect(query).toEqual({ returnTo: '/timesheets?week=2&x=%C3%A4#entry' })
  })

  it.each(['/', '/login/refused', '/nowhere'])('leaves %s open to everybody', async (path) => {
    expect((await visit(stranger, path)).path).toBe(path)
  })

  it('lets somebody with a session in', async () => {
    expect((await visit(sessionWith(), '/timesheets')).path).toBe('/timesheets')
  })

  it('asks for the scopes of a page', async () => {
    expect((await visit(sessionWith('read:timesheets'), '/approvals')).path).toBe('/forbidden')
    expect((await visit(sessionWith('approve:timesheets'), '/approvals')).path).toBe('/approvals')
  })

  it('matches whole scopes', async () => {
    expect((await visit(sessionWith('approve:timesheets:x'), '/approvals')).path).toBe('/forbidden')
  })

  it('sends somebody with a session on from the login page, to this site only', async () => {
    const to = async (returnTo: string) =>
      (await visit(sessionWith(), `/login?returnTo=${encodeURIComponent(returnTo)}`)).fullPath
    expect(await to('/profile?a=1#b')).toBe('/profile?a=1#b')
    expect(await to('//evil.test')).toBe('/timesheets')
  })

  it('waits until it is known who is here (pain 4)', async () => {
    let hasSession = false
    const session: GuardedSession = {
      restore: async () => {
        await Promise.resolve()
        hasSession = true
      },
      get hasSession() {
        return hasSession
      },
      scopes: new Set(),
    }
    expect((await visit(session, '/timesheets')).path).toBe('/timesheets')
  })
})

describe('routes', () => {
  it('are answered by the server, each of them and no other', () => {
    const paths = routes.map(({ path }) => path).filter((path) => !path.startsWith('/:'))
    expect(paths.sort()).toEqual(Object.values(appPaths).sort())
  })
})
