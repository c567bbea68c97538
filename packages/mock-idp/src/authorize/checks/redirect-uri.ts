import type { AuthorizationCheck } from '../check.ts'

export const redirectUriOnce: AuthorizationCheck = {
  id: 'authorization-request.redirect_uri.once',
  requirements: ['OIDCC-3.1.2.1', 'RFC6749-3.1'],
  error: 'invalid_request',
  refuses: ({ parameters }) =>
    parameters.all('redirect_uri').length === 1
      ? undefined
      : 'redirect_uri must be sent exactly once',
}

export const redirectUriRegistered: AuthorizationCheck = {
  id: 'authorization-request.redirect_uri.registered',
  requirements: ['RFC6749-3.1.2', 'RFC9700-2.1'],
  error: 'invalid_request',
  // compared as text: every normalization is a way to a page that was never registered
  refuses: ({ client, redirectUri = '' }) =>
    client?.callbackUrls.includes(redirectUri)
      ? undefined
      : 'redirect_uri is not among the allowed callback URLs of the client',
}
