import { claimText } from './claim-text.ts'

/** The claim with which the demo's provider names the connection. Others do not send it. */
const connectionClaim = 'https://timesheets.example.com/connection'

const names: Readonly<Record<string, string>> = {
  auth0: 'a password at the identity provider',
  email: 'a code or link by mail',
  sms: 'a code by text message',
  'google-oauth2': 'Google',
  facebook: 'Facebook',
  github: 'GitHub',
  apple: 'Apple',
  linkedin: 'LinkedIn',
  windowslive: 'Microsoft',
  oidc: 'a company, by OpenID Connect',
  waad: 'a company, by Microsoft Entra ID',
  okta: 'a company, by Okta',
  samlp: 'a company, by SAML',
  adfs: 'a company, by AD FS',
  pingfederate: 'a company, by PingFederate',
}

/**
 * How somebody logged in, in words: `sub` begins with it at Auth0 and at the mock IdP. Only for
 * showing: nothing may depend on it.
 */
export function howLoggedIn(
  claims: Readonly<Record<string, unknown>> | undefined,
): { readonly way: string; readonly connection: string | undefined } | undefined {
  const [strategy = ''] = claimText(claims, 'sub')?.split('|') ?? []
  const connection = claimText(claims, connectionClaim)
  const way = Object.hasOwn(names, strategy) ? names[strategy] : undefined
  return way === undefined ? undefined : { way, connection }
}
