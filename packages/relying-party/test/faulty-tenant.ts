import type { TenantInput } from '@frontchannel/mock-idp'

export const appRedirectUri = 'https://app.example.com/callback'
export const backEndSecret = 'a-secret-of-tests'
export const audience = 'https://api.example.com/'

const registration = { callbackUrls: [appRedirectUri], webOrigins: ['https://app.example.com'] }

/** What the faults of the matrix are committed on: two clients of one app, and two users. */
export const exchangeableTenant: TenantInput = {
  name: 'Faulty',
  consentOnLoopback: false,
  apis: [
    {
      identifier: audience,
      name: 'API',
      allowOfflineAccess: true,
      scopes: [{ name: 'read:things', description: 'Read things' }],
    },
  ],
  clients: [
    { clientId: 'browser', name: 'App', type: 'spa', ...registration },
    {
      clientId: 'back-end',
      name: 'App',
      type: 'web',
      clientSecret: backEndSecret,
      ...registration,
    },
  ],
  users: [
    { sub: 'auth0|ann', email: 'ann@example.com', password: 'secret', claims: { name: 'Ann' } },
    { sub: 'auth0|bob', email: 'bob@example.com', password: 'secret', claims: { name: 'Bob' } },
  ],
}
