import type { AuthorizationCheck } from '../check.ts'
import { grantOfPart } from '../response-types.ts'

export const responseTypePresent: AuthorizationCheck = {
  id: 'authorization-request.response_type.present',
  requirements: ['RFC6749-3.1.1'],
  error: 'invalid_request',
  refuses: ({ parameters }) =>
    parameters.one('response_type') === undefined ? 'response_type is missing' : undefined,
}

export const responseTypeSupported: AuthorizationCheck = {
  id: 'authorization-request.response_type.supported',
  requirements: ['RFC6749-3.1.1', 'OAUTHMRT-3'],
  error: 'unsupported_response_type',
  refuses: ({ responseType }) => (responseType ? undefined : 'this response_type is not supported'),
}

export const grantTypesAllowed: AuthorizationCheck = {
  id: 'authorization-request.response_type.granted',
  requirements: ['RFC6749-3.1.1'],
  error: 'unauthorized_client',
  refuses: ({ client, responseType }) => {
    const needed = [...(responseType?.parts ?? [])].map((part) => grantOfPart[part])
    const missing = needed.find((grant) => !client?.grantTypes.includes(grant))
    return missing && `Grant type '${missing}' not allowed for the client.`
  },
}
