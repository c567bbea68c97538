import type { Exchange } from '../exchange.ts'
import { resetPassword } from '../connections/database/reset-page.ts'
import { outboxPage } from '../connections/messages/outbox-page.ts'
import { followLink } from '../connections/passwordless/follow-link.ts'
import { assertionConsumer, upstreamCallback } from '../connections/upstream/callback.ts'
import { samlMetadata } from '../connections/upstream/saml-metadata.ts'
import { continueLogin } from '../rules/continue.ts'
import { brandingFrame, brandingPreview } from '../branding/preview.ts'
import { coAuthenticate } from '../embedded/co-authenticate.ts'
import { databaseChangePassword, databaseSignUp } from '../embedded/database-calls.ts'
import { startPasswordless } from '../embedded/passwordless-start.ts'
import { authorize } from './authorize.ts'
import { discovery } from './discovery.ts'
import { endSession } from './end-session.ts'
import { farewellPath } from '../logout/leave-upstream.ts'
import { answerGrants, showGrants } from './grants.ts'
import { answerInteraction, showInteraction } from './interaction.ts'
import { jwks } from './jwks.ts'
import { farewell, logout } from './logout.ts'
import { revoke } from './revoke.ts'
import { stylesheet } from './stylesheet.ts'
import { token } from './token.ts'
import { userinfo } from './userinfo.ts'

export interface Endpoint {
  readonly id: string
  readonly methods: readonly ('GET' | 'POST')[]
  /** Below the issuer. */
  readonly path: string
  /** Its name in the provider metadata. */
  readonly metadata?: string
  /** True: scripts of registered web origins may read the answer. Never at /authorize (RFC 9700 §2.6). */
  readonly cors: boolean
  /** True: scripts may have cookies sent along, which bind the answer to the browser. */
  readonly credentials?: boolean
  /** True: an end-user looks at the answer, so an error is a page. */
  readonly pages: boolean
  readonly answer: (exchange: Exchange) => Response | Promise<Response>
}

/** Everything that the provider answers. Discovery is made of the same rows. */
export const endpoints: readonly Endpoint[] = [
  {
    id: 'discovery',
    methods: ['GET'],
    path: '.well-known/openid-configuration',
    cors: true,
    pages: false,
    answer: discovery,
  },
  {
    // RFC 8414 §3: the same for OAuth clients that know nothing of OpenID Connect
    id: 'discovery',
    methods: ['GET'],
    path: '.well-known/oauth-authorization-server',
    cors: true,
    pages: false,
    answer: discovery,
  },
  {
    id: 'jwks',
    methods: ['GET'],
    path: '.well-known/jwks.json',
    metadata: 'jwks_uri',
    cors: true,
    pages: false,
    answer: jwks,
  },
  {
    // the same keys at any address: for clients that would rather guess than read the metadata
    id: 'jwks',
    methods: ['GET'],
    path: '.well-known/keys/:name',
    cors: true,
    pages: false,
    answer: jwks,
  },
  {
    id: 'authorize',
    methods: ['GET', 'POST'],
    path: 'authorize',
    metadata: 'authorization_endpoint',
    cors: false,
    pages: true,
    answer: authorize,
  },
  {
    id: 'interaction',
    methods: ['GET'],
    path: 'interaction/:interaction',
    cors: false,
    pages: true,
    answer: showInteraction,
  },
  {
    id: 'interaction-answer',
    methods: ['POST'],
    path: 'interaction/:interaction',
    cors: false,
    pages: true,
    answer: answerInteraction,
  },
  {
    id: 'passwordless-link',
    methods: ['GET'],
    path: 'passwordless/verify_redirect',
    cors: false,
    pages: true,
    answer: followLink,
  },
  {
    id: 'reset-password',
    methods: ['GET', 'POST'],
    path: 'reset-password',
    cors: false,
    pages: true,
    answer: resetPassword,
  },
  {
    id: 'upstream-callback',
    methods: ['GET'],
    path: 'login/callback',
    cors: false,
    pages: true,
    answer: upstreamCallback,
  },
  {
    id: 'saml-assertion-consumer',
    methods: ['POST'],
    path: 'login/callback',
    cors: false,
    pages: true,
    answer: assertionConsumer,
  },
  {
    id: 'saml-metadata',
    methods: ['GET'],
    path: 'samlp/metadata',
    cors: false,
    pages: false,
    answer: samlMetadata,
  },
  {
    id: 'continue',
    methods: ['GET'],
    path: 'continue',
    cors: false,
    pages: true,
    answer: continueLogin,
  },
  {
    id: 'branding-preview',
    methods: ['GET'],
    path: 'branding/preview',
    cors: false,
    pages: true,
    answer: brandingPreview,
  },
  {
    id: 'branding-frame',
    methods: ['GET'],
    path: 'branding/preview/frame',
    cors: false,
    pages: true,
    answer: brandingFrame,
  },
  { id: 'outbox', methods: ['GET'], path: 'outbox', cors: false, pages: true, answer: outboxPage },
  {
    id: 'token',
    methods: ['POST'],
    path: 'oauth/token',
    metadata: 'token_endpoint',
    cors: true,
    pages: false,
    answer: token,
  },
  {
    id: 'userinfo',
    methods: ['GET', 'POST'],
    path: 'userinfo',
    metadata: 'userinfo_endpoint',
    cors: true,
    pages: false,
    answer: userinfo,
  },
  {
    id: 'revoke',
    methods: ['POST'],
    path: 'oauth/revoke',
    metadata: 'revocation_endpoint',
    cors: true,
    pages: false,
    answer: revoke,
  },
  {
    id: 'end-session',
    methods: ['GET', 'POST'],
    path: 'oidc/logout',
    metadata: 'end_session_endpoint',
    cors: false,
    pages: true,
    answer: endSession,
  },
  {
    id: 'co-authenticate',
    methods: ['POST'],
    path: 'co/authenticate',
    cors: true,
    credentials: true,
    pages: false,
    answer: coAuthenticate,
  },
  {
    id: 'passwordless-start',
    methods: ['POST'],
    path: 'passwordless/start',
    cors: true,
    pages: false,
    answer: startPasswordless,
  },
  {
    id: 'database-sign-up',
    methods: ['POST'],
    path: 'dbconnections/signup',
    cors: true,
    pages: false,
    answer: databaseSignUp,
  },
  {
    id: 'database-change-password',
    methods: ['POST'],
    path: 'dbconnections/change_password',
    cors: true,
    pages: false,
    answer: databaseChangePassword,
  },
  { id: 'logout', methods: ['GET'], path: 'v2/logout', cors: false, pages: true, answer: logout },
  {
    id: 'logout-callback',
    methods: ['GET'],
    path: farewellPath,
    cors: false,
    pages: true,
    answer: farewell,
  },
  {
    id: 'grants',
    methods: ['GET'],
    path: 'grants',
    cors: false,
    pages: true,
    answer: showGrants,
  },
  {
    id: 'grants-answer',
    methods: ['POST'],
    path: 'grants',
    cors: false,
    pages: true,
    answer: answerGrants,
  },
  {
    id: 'stylesheet',
    methods: ['GET'],
    path: 'assets/idp.css',
    cors: false,
    pages: false,
    answer: stylesheet,
  },
]
