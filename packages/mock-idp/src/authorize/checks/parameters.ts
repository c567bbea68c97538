import type { AuthorizationCheck } from '../check.ts'

/** RFC 8707 §2: a client may name several resources. */
const repeatable = 'resource'

export const parametersOnce: AuthorizationCheck = {
  id: 'authorization-request.parameters.once',
  requirements: ['RFC6749-3.1'],
  error: 'invalid_request',
  refuses: ({ parameters }) => {
    const repeated = parameters.repeated.filter((name) => name !== repeatable)
    return repeated.length === 0 ? undefined : `sent more than once: ${repeated.join(', ')}`
  },
}

export const requestObjectUnsupported: AuthorizationCheck = {
  id: 'authorization-request.request',
  requirements: ['OIDCC-6.1'],
  error: 'request_not_supported',
  // ignoring it would act on parameters that the client meant to override
  refuses: ({ parameters }) =>
    parameters.one('request') === undefined ? undefined : 'request objects are not supported',
}

export const requestUriUnsupported: AuthorizationCheck = {
  id: 'authorization-request.request_uri',
  requirements: ['OIDCC-6.1'],
  error: 'request_uri_not_supported',
  refuses: ({ parameters }) =>
    parameters.one('request_uri') === undefined
      ? undefined
      : 'request objects by reference are not supported',
}

export const registrationUnsupported: AuthorizationCheck = {
  id: 'authorization-request.registration',
  requirements: ['OIDCC-6.1'],
  error: 'registration_not_supported',
  refuses: ({ parameters }) =>
    parameters.one('registration') === undefined
      ? undefined
      : 'the registration parameter is not supported',
}
