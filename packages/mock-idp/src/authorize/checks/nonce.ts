import type { AuthorizationCheck } from '../check.ts'

export const nonceForIdToken: AuthorizationCheck = {
  id: 'authorization-request.nonce.present',
  requirements: ['OIDCC-3.2.2.1'],
  error: 'invalid_request',
  // without it a stolen front-channel ID Token could be replayed
  refuses: ({ responseType, nonce }) =>
    responseType?.parts.has('id_token') && nonce === undefined
      ? 'nonce is required when an ID Token comes from the authorization endpoint'
      : undefined,
}
