import { enabledConnection } from '../../connections/enabled.ts'
import type { AuthorizationCheck } from '../check.ts'

export const connectionEnabled: AuthorizationCheck = {
  id: 'authorization-request.connection',
  requirements: ['RFC6749-3.1'],
  error: 'invalid_request',
  // a connection that is off for this application must not come on because somebody names it
  refuses: ({ client, parameters }, provider) => {
    const name = parameters.one('connection')
    if (name === undefined || (client && enabledConnection(provider, client, name)))
      return undefined
    return 'the connection does not exist or is not enabled for this application'
  },
}
