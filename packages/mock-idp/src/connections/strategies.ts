import { otpAcr, passwordAcr, federatedAcr } from '../authorize/acr.ts'

interface StrategyRow {
  /** Which interpreter runs it. */
  readonly kind: 'database' | 'passwordless' | 'oidc' | 'saml'
  /** Whether `sub` names the connection too: several companies may use the same strategy. */
  readonly level: 'provider' | 'enterprise'
  readonly acr: string
}

const database: StrategyRow = { kind: 'database', level: 'provider', acr: passwordAcr }
const passwordless: StrategyRow = { kind: 'passwordless', level: 'provider', acr: otpAcr }
const social: StrategyRow = { kind: 'oidc', level: 'provider', acr: federatedAcr }
const enterpriseOidc: StrategyRow = { kind: 'oidc', level: 'enterprise', acr: federatedAcr }
const saml: StrategyRow = { kind: 'saml', level: 'enterprise', acr: federatedAcr }

/** Every way to log in, under the name that `sub` begins with. */
export const strategies = {
  auth0: database,
  email: passwordless,
  sms: passwordless,
  'google-oauth2': social,
  facebook: social,
  github: social,
  apple: social,
  linkedin: social,
  windowslive: social,
  oidc: enterpriseOidc,
  waad: enterpriseOidc,
  okta: enterpriseOidc,
  samlp: saml,
  adfs: saml,
  pingfederate: saml,
} as const satisfies Record<string, StrategyRow>

export type StrategyName = keyof typeof strategies

export const strategyOf = (name: StrategyName): StrategyRow => strategies[name]
