import { fileURLToPath } from 'node:url'
import { email, password } from './registration.ts'
import type { Program } from './server-process.ts'

export interface BenchedProvider extends Program {
  readonly authorizationPath: string
  readonly tokenPath: string
  readonly userinfoPath: string
  /** The forms that the end-user sends, in this order: the button, and what is typed. */
  readonly forms: readonly (readonly [button: string, fields: Readonly<Record<string, string>>])[]
}

const file = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

export const providers = {
  ours: {
    file: file('../dist/main.js'),
    args: (port) => [file('./tenant.json'), '--port', String(port)],
    issuerOf: (port) => `http://localhost:${port}/`,
    firstPath: 'authorize',
    authorizationPath: 'authorize',
    tokenPath: 'oauth/token',
    userinfoPath: 'userinfo',
    forms: [
      ['Continue', { email, password }],
      ['Allow', {}],
    ],
  },
  'oidc-provider': {
    file: file('./certified-provider.ts'),
    args: (port, issuer) => [String(port), issuer],
    issuerOf: (port) => `http://localhost:${port}`,
    firstPath: '/auth',
    authorizationPath: '/auth',
    tokenPath: '/token',
    userinfoPath: '/me',
    forms: [
      ['Sign-in', { login: email, password }],
      ['Continue', {}],
    ],
  },
} as const satisfies Record<string, BenchedProvider>

export type ProviderName = keyof typeof providers
