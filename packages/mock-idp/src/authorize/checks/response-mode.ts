import type { AuthorizationCheck } from '../check.ts'
import { modeProblem } from '../request.ts'
import { isResponseMode } from '../response-modes.ts'

export const responseModeKnown: AuthorizationCheck = {
  id: 'authorization-request.response_mode.known',
  requirements: ['OAUTHMRT-2.1'],
  error: 'invalid_request',
  refuses: ({ parameters }) => {
    const mode = parameters.one('response_mode')
    return mode === undefined || isResponseMode(mode)
      ? undefined
      : 'this response_mode is not supported'
  },
}

export const responseModeUsable: AuthorizationCheck = {
  id: 'authorization-request.response_mode.usable',
  requirements: ['OAUTHMRT-5'],
  error: 'invalid_request',
  refuses: (request) => {
    const mode = request.parameters.one('response_mode')
    return isResponseMode(mode) ? modeProblem(request, mode) : undefined
  },
}
