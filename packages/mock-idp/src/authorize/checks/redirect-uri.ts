import { isRegistered } from '../../tenant/registered-address.ts'
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
  requirements: ['RFC6749-3.1.2', 'RFC9700-2.1', 'RFC8252-7.3'],
  error: 'invalid_request',
  refuses: ({ client, redirectUri = '' }) =>
    client && isRegistered(client, client.callbackUrls, redirectUri)
      ? undefined
      : 'redirect_uri is not among the allowed callback URLs of the client',
}
