import { faulty, good, type Module } from './module.ts'

/** A certification plan of the OpenID Foundation: which modules run with which response type. */
export interface Plan {
  /** As the suite names it; missing for one of our own. */
  readonly name?: string
  readonly title: string
  readonly columns: readonly Column[]
}

export interface Column {
  /** The flow of the SPA, as its configuration calls it. */
  readonly flow: string
  readonly responseMode?: 'form_post' | undefined
  readonly modules: readonly Module[]
}

const everyResponseType = [
  good('', 'the API answers, if the browser has an Access Token'),
  faulty('-invalid-iss'),
  faulty('-missing-sub'),
  faulty('-invalid-aud'),
  faulty('-missing-iat'),
  faulty('-kid-absent-single-jwks'),
  faulty('-kid-absent-multiple-jwks'),
  good('-idtoken-sig-rs256'),
  faulty('-invalid-sig-rs256'),
  faulty('-nonce-invalid'),
  good('-scope-userinfo-claims', 'the claims of the requested scopes are shown'),
]
const unlessCodeFlow = [good('-nonce-unless-code-flow', 'each request has a new nonce')]
const besideAccessToken = [faulty('-invalid-athash'), faulty('-missing-athash')]
const besideCode = [faulty('-invalid-chash'), faulty('-missing-chash')]
const userinfo = [faulty('-userinfo-invalid-sub')]
const secret = [good('-client-secret-basic')]
const unsigned = [faulty('-idtoken-sig-none')]

const implicit: readonly Column[] = [
  { flow: 'id_token', modules: [...everyResponseType, ...unlessCodeFlow] },
  {
    flow: 'id_token token',
    modules: [...everyResponseType, ...besideAccessToken, ...unlessCodeFlow, ...userinfo],
  },
]
const code = [...everyResponseType, ...unsigned, ...userinfo]
const basic: readonly Column[] = [{ flow: 'code backend', modules: [...code, ...secret] }]
const hybrid: readonly Column[] = [
  {
    flow: 'code id_token',
    modules: [...everyResponseType, ...besideCode, ...unlessCodeFlow, ...userinfo, ...secret],
  },
  {
    flow: 'code token',
    modules: [...everyResponseType, ...unlessCodeFlow, ...userinfo, ...secret],
  },
  {
    flow: 'code id_token token',
    modules: [
      ...everyResponseType,
      ...besideAccessToken,
      ...besideCode,
      ...unlessCodeFlow,
      ...userinfo,
      ...secret,
    ],
  },
]
const config: readonly Column[] = [
  {
    flow: 'code',
    modules: [
      good('-discovery-openid-config', 'metadata are fetched before the authorization request'),
      faulty('-discovery-jwks-uri-keys', 'keys are fetched where the metadata say'),
      faulty('-discovery-issuer-mismatch'),
      faulty('-signing-key-rotation-just-before-signing'),
      good('-signing-key-rotation', 'a login after another rotation of the keys succeeds'),
      ...unsigned,
    ],
  },
]

/** The same modules, with an answer that the provider's page posts. */
const posted = (columns: readonly Column[]): readonly Column[] =>
  columns.map((column) => ({ ...column, responseMode: 'form_post' }))

export const plans: readonly Plan[] = (
  [
    ['Basic RP', 'basic', basic],
    ['Implicit RP', 'implicit', implicit],
    ['Hybrid RP', 'hybrid', hybrid],
    ['Form Post Basic RP', 'formpost-basic', posted(basic)],
    ['Form Post Implicit RP', 'formpost-implicit', posted(implicit)],
    ['Form Post Hybrid RP', 'formpost-hybrid', posted(hybrid)],
    ['Config RP', 'config', config],
  ] as const
).map(([title, id, columns]) => ({
  name: `oidcc-client-${id}-certification-test-plan`,
  title,
  columns,
}))

/** The modules of Basic that need no secret, once more with a public client and PKCE. */
export const publicClientPlan: Plan = {
  title: 'Basic RP, the code redeemed in the browser',
  columns: [{ flow: 'code', modules: code }],
}

/** Every column of every plan: what one page runs after the other. */
export const columns = [...plans, publicClientPlan].flatMap((plan) =>
  plan.columns.map((column) => ({ plan, column })),
)

export const runs: readonly Run[] = columns.flatMap(({ plan, column: { flow, modules } }) =>
  modules.map((module) => ({ plan, flow, module })),
)

/** One module with one response type. */
export interface Run {
  readonly plan: Plan
  readonly flow: string
  readonly module: Module
}

/** The title of its test: how the outcome is found again. */
export const titleOf = ({ plan, flow, module }: Run): string =>
  `${plan.title}, ${flow}: ${module.name}`
