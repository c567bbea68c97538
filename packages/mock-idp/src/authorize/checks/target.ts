import type { AuthorizationCheck } from '../check.ts'
import { findApi } from '../../provider.ts'

export const targetSingle: AuthorizationCheck = {
  id: 'authorization-request.resource.single',
  requirements: ['RFC8707-2'],
  error: 'invalid_target',
  // one token for two resource servers could be used by each of them at the other
  refuses: ({ parameters }) => {
    const targets = [...parameters.all('audience'), ...parameters.all('resource')]
    return new Set(targets).size > 1 ? 'an Access Token is issued for one resource only' : undefined
  },
}

export const audienceKnown: AuthorizationCheck = {
  id: 'authorization-request.audience.known',
  requirements: ['RFC8707-2'],
  error: 'access_denied', // Auth0's answer; `audience` is its own parameter
  refuses: ({ parameters }, provider) => {
    const audience = parameters.one('audience')
    return audience === undefined || findApi(provider, audience)
      ? undefined
      : `Service not found: ${audience}`
  },
}

export const resourceKnown: AuthorizationCheck = {
  id: 'authorization-request.resource.known',
  requirements: ['RFC8707-2'],
  error: 'invalid_target',
  refuses: ({ parameters }, provider) =>
    parameters.all('resource').every((resource) => findApi(provider, resource))
      ? undefined
      : 'no API is registered under this resource',
}
