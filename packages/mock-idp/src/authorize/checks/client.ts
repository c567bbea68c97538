import type { AuthorizationCheck } from '../check.ts'

export const clientIdOnce: AuthorizationCheck = {
  id: 'authorization-request.client_id.once',
  requirements: ['RFC6749-3.1'],
  error: 'invalid_request',
  // of two client ids one would be checked and the other used
  refuses: ({ parameters }) =>
    parameters.all('client_id').length === 1 ? undefined : 'client_id must be sent exactly once',
}

export const clientIdKnown: AuthorizationCheck = {
  id: 'authorization-request.client_id.known',
  requirements: ['RFC9700-2.1'],
  error: 'unauthorized_client',
  refuses: ({ client }) => (client ? undefined : 'no client is registered under this client_id'),
}
