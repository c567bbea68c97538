import type { RouteRecordRaw } from 'vue-router'
import { appPaths } from '../../server/app-paths.ts'

declare module 'vue-router' {
  interface RouteMeta {
    title: string
    /** The page has a login button of its own. */
    offersLogin?: boolean
  }
}

export const routes: readonly RouteRecordRaw[] = [
  {
    path: appPaths.landing,
    component: () => import('../login/LandingPage.vue'),
    meta: { title: 'Timesheets', offersLogin: true },
  },
  {
    path: appPaths.timesheets,
    component: () => import('../timesheets/TimesheetsPage.vue'),
    meta: { title: 'My timesheets', requiresAuth: true },
  },
  {
    path: appPaths.approvals,
    component: () => import('../timesheets/ApprovalsPage.vue'),
    meta: { title: 'Approvals', requiresAuth: true, scopes: ['approve:timesheets'] },
  },
  {
    path: appPaths.profile,
    component: () => import('../login/ProfilePage.vue'),
    meta: { title: 'Profile', requiresAuth: true },
  },
  {
    path: appPaths.loginRequired,
    component: () => import('../login/LoginRequiredPage.vue'),
    meta: { title: 'Log in', offersLogin: true },
  },
  {
    path: appPaths.loginEmbedded,
    component: () => import('../login/EmbeddedLoginPage.vue'),
    meta: { title: 'Log in here', offersLogin: true },
  },
  {
    path: appPaths.loginRefused,
    component: () => import('../login/LoginRefusedPage.vue'),
    meta: { title: 'Login refused', offersLogin: true },
  },
  {
    path: appPaths.loginNotCompleted,
    component: () => import('../login/LoginNotCompletedPage.vue'),
    meta: { title: 'Login not completed', offersLogin: true },
  },
  {
    path: appPaths.forbidden,
    component: () => import('./ForbiddenPage.vue'),
    meta: { title: 'Not allowed' },
  },
  {
    path: appPaths.lab,
    component: () => import('../lab/FlowLabPage.vue'),
    meta: { title: 'Flow lab' },
  },
  {
    path: appPaths.attacks,
    component: () => import('../lab/AttackLabPage.vue'),
    meta: { title: 'Attack lab' },
  },
  {
    path: '/:unknown(.*)*',
    component: () => import('./NotFoundPage.vue'),
    meta: { title: 'Page not found' },
  },
]
